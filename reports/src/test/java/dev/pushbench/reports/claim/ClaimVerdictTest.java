package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.ClaimResult.Secondary;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimVerdictTest {

    private static final double KB = 1_024;

    static Stream<Arguments> cases() {
        return Stream.of(
                // WebSocket has 2 bytes at 100 of payload and 10 at 65,536; SSE has 14 and 17.
                arguments("supported", framing(2, 10)),
                arguments("contradicted", framing(16, 10)),
                arguments("contradicted", framing(2, 20)),
                arguments("contradicted", framing(1, 10)),
                arguments("no practical difference", framing(14, 10)),
                arguments("inconclusive", framing(2, 10).blocks(5)),
                arguments("supported", faster(0.7)),
                arguments("contradicted", faster(1.4)),
                arguments("no practical difference", faster(1.0)),
                arguments("inconclusive", faster(0.9)),
                arguments("inconclusive", faster(0.7).blocks(5)),
                // Two measurements of one cell that differ by more than the margin decide nothing.
                arguments("inconclusive", faster(0.85).arm("ws/1.1+again", arm -> arm.p50Ns = 1_200_000)),
                arguments("supported", negligible(0.3e6)),
                arguments("contradicted", negligible(2e6)),
                arguments("contradicted", negligible(-2e6)),
                arguments("inconclusive", negligible(1e6)),
                arguments("inconclusive", negligible(0.3e6).arm("ws/1.1", arm -> arm.noise = 0.5)),
                arguments("supported", cpu(0.7)),
                arguments("contradicted", cpu(1.3)),
                arguments("no practical difference", cpu(1.0)),
                arguments("inconclusive", cpu(0.9)),
                arguments("not measurable here", cpu(1.0).arms("", arm -> arm.serverCpuNs = null)),
                arguments("supported", memory(11 * KB)),
                arguments("contradicted", memory(30 * KB)),
                // Just the limit: the claim says less, and it is neither less nor more by a tenth.
                arguments("no practical difference", memory(20 * KB)),
                arguments("inconclusive", memory(18 * KB)),
                arguments("inconclusive", memory(11 * KB).blocks(2)),
                arguments("not measurable here", memory(11 * KB).arms("", arm -> arm.kernel = null)),
                arguments("supported", http2(0.7)),
                arguments("contradicted", http2(1.3)),
                arguments("no practical difference", http2(1.0)),
                arguments("inconclusive", http2(0.9)),
                arguments("not measurable here", http2(1.0).arms("sse/2+idle", arm -> arm.kernel = null)),
                // An eighth of a KB of framing beside 8 KB is little; base64 is not.
                arguments("supported", binary(8_192 * 4 / 3.0)),
                arguments("no practical difference", binary(8_192 + 100)),
                arguments("contradicted", binary(7_000)),
                arguments("supported", roundTrip(0.7)),
                arguments("contradicted", roundTrip(1.4)),
                arguments("no practical difference", roundTrip(1.0)),
                arguments("inconclusive", roundTrip(0.85).arm("ws/1.1+trip-2+again", arm -> arm.p50Ns *= 1.3)),
                // A tenth of a WebSocket beside an event stream: equal, by a tenth and more, where that stream takes 9
                // tenths.
                arguments("supported", hybrid(1.2)),
                arguments("no practical difference", hybrid(0.9)),
                arguments("contradicted", hybrid(0.6)),
                arguments("supported", scaling(8_000, 2_000)),
                // One step says nothing: both may be just beside it.
                arguments("no practical difference", scaling(4_000, 2_000)),
                arguments("no practical difference", scaling(2_000, 2_000)),
                arguments("not measurable here", scaling(8_000, 2_000).arms("ws", arm -> arm.missed = false)),
                arguments("contradicted", scaling(1_000, 4_000)),
                // Blocks without a limit are not left out as if they had not been.
                arguments("inconclusive", scaling(8_000, 2_000).blocks(7).openIn(3)),
                arguments("not measurable here", scaling(null, 1_000)),
                arguments("supported", slow(1.6)),
                arguments("no practical difference", slow(1.0)),
                arguments("inconclusive", slow(1.25)),
                arguments("contradicted", slow(0.6)),
                arguments("inconclusive", slow(1.6).arm("sse/1.1+large+again", arm -> arm.p50Ns *= 1.7)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aVerdictFollowsFromTheBlocks(String verdict, MeasuredArms arms) {
        assertThat(judged(arms).verdict()).isEqualTo(verdict);
    }

    private static MeasuredArms framing(double small, double large) {
        return new MeasuredArms("framing")
                .arms("sse", arm -> arm.bytes = 114)
                .arms("ws", arm -> arm.bytes = 100 + small)
                .arm("ws/1.1+large", arm -> arm.bytes = 65_536 + large)
                .arm("sse/1.1+large", arm -> arm.bytes = 65_536 + 17);
    }

    private static MeasuredArms faster(double ratio) {
        return new MeasuredArms("faster").arms("ws", arm -> arm.p50Ns *= ratio);
    }

    private static MeasuredArms negligible(double differenceNs) {
        return new MeasuredArms("negligible")
                .arms("sse", arm -> arm.p50Ns = 3e6)
                .arms("ws", arm -> arm.p50Ns = 3e6 + differenceNs);
    }

    private static MeasuredArms cpu(double ratio) {
        return new MeasuredArms("cpu").arms("ws", arm -> arm.serverCpuNs *= ratio);
    }

    private static MeasuredArms memory(double bytes) {
        return new MeasuredArms("memory").arms("sse/1.1", arm -> arm.rss = bytes - arm.kernel / 2);
    }

    private static MeasuredArms http2(double ratio) {
        return new MeasuredArms("http2")
                .arms("sse/2", arm -> arm.noise = -arm.noise)
                .arms("sse/2+idle", arm -> arm.rss = ratio * 9_000 - arm.kernel / 2);
    }

    private static MeasuredArms binary(double sseBytes) {
        return new MeasuredArms("binary")
                .arm("ws/1.1+binary+8k", arm -> arm.bytes = 8_196)
                .arm("sse/1.1+binary+8k", arm -> arm.bytes = sseBytes);
    }

    private static MeasuredArms roundTrip(double ratio) {
        return new MeasuredArms("roundtrip")
                .arms("", arm -> arm.bytesOut = 106.0)
                .arms("sse", arm -> arm.bytesOut = 400.0)
                .arms("ws/1.1+trip-2", arm -> arm.p50Ns *= ratio);
    }

    private static MeasuredArms hybrid(double ratio) {
        return new MeasuredArms("hybrid").arms("sse/1.1+idle", arm -> {
            arm.rss = ratio * 9_000 - arm.kernel / 2;
            arm.noise = -arm.noise;
        });
    }

    private static MeasuredArms scaling(Integer webSocket, Integer sse) {
        return new MeasuredArms("scaling")
                .arms("ws", arm -> arm.found = webSocket)
                .arms("sse", arm -> arm.found = sse);
    }

    private static MeasuredArms slow(double ratio) {
        return new MeasuredArms("slow").arm("sse/1.1+stopped", arm -> {
            arm.p50Ns *= ratio;
            arm.noise = -arm.noise;
        });
    }

    private static ClaimResult judged(MeasuredArms arms) {
        return ClaimCatalogue.judged(arms.run()).claims().get(0);
    }

    @Test
    void theEffectIsTheOneOfThePrimaryMetricAndTheOthersAreAdjustedByHolm() {
        ClaimResult faster = judged(faster(0.7).arms("ws", arm -> arm.p99Ns *= 1.5));

        assertThat(faster.effect().name()).isEqualTo("response time p50, ws/1.1 ÷ sse/1.1");
        assertThat(faster.effect().unit()).isEqualTo("ratio");
        assertThat(faster.effect().value()).isCloseTo(0.7, within(0.02));
        assertThat(faster.interval()).hasSize(2);
        assertThat(faster.interval().get(0)).isLessThan(faster.effect().value());
        assertThat(faster.interval().get(1)).isGreaterThan(faster.effect().value());
        assertThat(faster.level()).isEqualTo(1 - Math.pow(2, -5));
        assertThat(faster.blocks()).isEqualTo(6);
        assertThat(faster.margin()).isCloseTo(1.1, within(1e-9));
        assertThat(faster.floor()).isBetween(1.0, 1.1);
        assertThat(faster.secondaries())
                .extracting(Secondary::name)
                .containsExactly(
                        "response time p99, ws/1.1 ÷ sse/1.1",
                        "response time p50, ws/2 ÷ sse/2",
                        "response time p99, ws/2 ÷ sse/2");
        // The smallest p-value of six blocks is 2⁻⁵, three times for three metrics.
        assertThat(faster.secondaries())
                .allSatisfy(other -> assertThat(other.p()).isEqualTo(3 * Math.pow(2, -5)));
        assertThat(faster.notes())
                .containsExactly("Measured at 10 messages/s to each subscription, half the rate of the knee, 20"
                        + " messages/s to each subscription, up to which JVMs as young as these bear each of the four"
                        + " cells.");
        assertThat(faster.scope()).isEqualTo("loopback, 2 cores shared, JDK 17, JVMs a few seconds old");
        assertThat(faster.command()).isEqualTo("./pushbench claims faster --connections=1000 --blocks=6 --seed=42");
    }

    @Test
    void blocksShowTheirOwnEffectsAndTheirResamplingChecksTheInterval() {
        ClaimResult faster = judged(faster(0.7));

        assertThat(faster.effect().none()).isEqualTo(1);
        assertThat(faster.effect().values())
                .hasSize(6)
                .allSatisfy(value -> assertThat(value).isBetween(0.65, 0.75));
        assertThat(faster.secondaries())
                .allSatisfy(other -> assertThat(other.values()).hasSize(6));
        assertThat(faster.bootstrap()).hasSize(2).isSorted();
        // Resampled blocks scatter less than the exact interval allows for.
        assertThat(faster.bootstrap().get(0))
                .isBetween(faster.interval().get(0), faster.effect().value());
        assertThat(faster.bootstrap().get(1))
                .isBetween(faster.effect().value(), faster.interval().get(1));
        assertThat(judged(faster(0.7).blocks(5)).bootstrap()).isEmpty();
    }

    @Test
    void whatDoesNotMatterIsFoundByAnIntervalOfItsOwn() {
        ClaimResult same = judged(faster(0.935));

        assertThat(same.verdict()).isEqualTo("no practical difference");
        assertThat(same.interval().get(0)).isLessThan(1 / same.margin());
        assertThat(same.equivalence().get(0))
                .isBetween(1 / same.margin(), same.effect().value());
        assertThat(same.withinMargin()).isTrue();
        assertThat(judged(negligible(0.3e6)).withinMargin()).isTrue();

        assertThat(judged(faster(0.7)).withinMargin()).isFalse();
        assertThat(judged(faster(1.0).interruptedAfter(6)).withinMargin())
                .as("undecided")
                .isFalse();
        assertThat(judged(faster(1.0).arm("ws/1.1+again", arm -> arm.p50Ns *= 1.4))
                        .withinMargin())
                .as("noise finds nothing")
                .isFalse();
        assertThat(judged(faster(1.0).blocks(2)).equivalence()).isEmpty();
    }

    @Test
    void whatMakesNoDifferenceLiesAroundTheValueThatSaysSo() {
        assertThat(judged(faster(0.7)).effect().within(1.25)).containsExactly(0.8, 1.25);
        assertThat(judged(negligible(0.3e6)).effect().within(1)).containsExactly(-1.0, 1.0);
        assertThat(judged(memory(11 * KB)).effect().none()).isCloseTo(20, within(1e-9));
    }

    @Test
    void theCommandThatRepeatsItNamesTheRateUnlessAPilotFoundIt() {
        assertThat(judged(faster(0.7)).command())
                .isEqualTo("./pushbench claims faster --connections=1000 --blocks=6 --seed=42");
        assertThat(judged(faster(0.7).withoutPilot(12.5)).command())
                .isEqualTo("./pushbench claims faster --quick --connections=1000 --rate=12.5 --blocks=6 --seed=42");
    }

    @Test
    void aDifferenceIsToldInItsOwnUnit() {
        ClaimResult negligible = judged(negligible(0.3e6));

        assertThat(negligible.effect().unit()).isEqualTo("ms");
        assertThat(negligible.effect().value()).isCloseTo(0.3, within(0.05));
        assertThat(negligible.margin()).isEqualTo(1);
    }

    @Test
    void memoryIsThatOfManyConnectionsAndFiftyThousandAreExtrapolated() {
        ClaimResult memory = judged(memory(11 * KB));

        assertThat(memory.effect().unit()).isEqualTo("KB");
        assertThat(memory.effect().value()).isCloseTo(11, within(0.3));
        assertThat(memory.margin()).isCloseTo(1.1, within(1e-9));
        assertThat(memory.notes())
                .hasSize(4)
                .anySatisfy(note -> assertThat(note)
                        .startsWith("sse/1.1: 11.0 KB for each of 15,000 idle connections")
                        .endsWith("extrapolated."));
    }

    @Test
    void theMeasuredBytesStandBesideThoseOfTheStandards() {
        assertThat(judged(framing(2, 10)).notes())
                .contains("ws/1.1, payload 100 bytes: 2.0 more were measured; by the standards 2, of which 2 are the"
                        + " protocol's own and the rest HTTP's.")
                .contains("sse/1.1, payload 65,536 bytes: 17.0 more were measured; by the standards 17, of which 8 are"
                        + " the protocol's own and the rest HTTP's.");
    }

    @Test
    void base64IsTheProtocolsOwn() {
        assertThat(judged(binary(10_940)).notes())
                .contains(
                        "sse/1.1+binary, payload 8,192 bytes: 2748.0 more were measured; by the standards 2748, of which"
                                + " 2740 are the protocol's own and the rest HTTP's.");
    }

    @Test
    void aRoundTripHasTheBytesOfBothDirections() {
        assertThat(judged(roundTrip(1)).secondaries())
                .filteredOn(each -> each.name().startsWith("bytes per round trip")
                        && each.name().contains("trip-2"))
                .singleElement()
                .satisfies(bytes -> assertThat(bytes.value()).isCloseTo(220.0 / 514, within(1e-9)));
    }

    @Test
    void whatBecameOfThoseThatStoppedIsTold() {
        assertThat(judged(slow(1)).notes())
                .contains(
                        "sse/1.1+stopped, all blocks together: those that stopped missed 45 of 45 messages of the window; the"
                                + " server dropped 17, its heap grew by 3.0 MB and its resident set by 9.0 MB meanwhile; the others lost 0.");
    }

    @Test
    void aClaimOneOfWhoseArmsFailedAGateHasNoVerdictAndTheOthersHave() {
        RunResult run = ClaimCatalogue.judged(new MeasuredArms("memory", "faster")
                .gate("generator-cpu", "sse/1.1+idle-4000", false)
                .gate("samples", "ws/1.1", true)
                .arms("ws", arm -> arm.p50Ns = 700_000)
                .run());

        ClaimResult faster = run.claims().get(0);
        assertThat(faster.id()).isEqualTo("faster");
        assertThat(faster.verdict()).isEqualTo("supported");
        assertThat(faster.failedGates()).isEmpty();
        ClaimResult memory = run.claims().get(1);
        assertThat(memory.verdict()).isNull();
        assertThat(memory.effect()).isNull();
        assertThat(memory.interval()).isEmpty();
        assertThat(memory.notes()).isEmpty();
        assertThat(memory.failedGates()).extracting(Gate::name).containsExactly("generator-cpu");
        assertThat(memory.blocks()).isEqualTo(6);
    }

    @Test
    void aCheckOnTheWholeRunForbidsEveryVerdict() {
        RunResult run = ClaimCatalogue.judged(
                new MeasuredArms("faster", "cpu").gate("clock", null, false).run());

        assertThat(run.claims()).extracting(ClaimResult::verdict).containsOnlyNulls();
    }

    @Test
    void anInterruptedRunDecidesNothingHoweverManyBlocksItHas() {
        ClaimResult early = judged(faster(0.7).interruptedAfter(2));
        assertThat(early.verdict()).isEqualTo("inconclusive");
        assertThat(early.blocks()).isEqualTo(2);
        assertThat(early.blocksNeeded()).isEqualTo(4);

        ClaimResult none = judged(faster(0.7).interruptedAfter(0));
        assertThat(none.verdict()).isEqualTo("inconclusive");
        assertThat(none.effect()).isNull();
        assertThat(none.blocksNeeded()).isEqualTo(6);
    }

    @Test
    void anInconclusiveClaimSaysHowManyMoreBlocksItTakes() {
        assertThat(judged(faster(0.7).blocks(4)).blocksNeeded()).isEqualTo(2);
        assertThat(judged(faster(0.7)).blocksNeeded()).isNull();
    }

    @Test
    void aRunWithoutClaimsIsAsItWas() {
        RunResult run = new MeasuredArms("cpu").run();
        RunResult other = new RunResult(
                1, "compare", true, false, null, "", 1, null, null, null, null, run.cells(), run.blocks(), null, null);

        assertThat(ClaimCatalogue.judged(other)).isSameAs(other);
        assertThat(ClaimCatalogue.judged(run).claims())
                .extracting(ClaimResult::id)
                .isEqualTo(List.of("cpu"));
    }
}
