package dev.pushbench.reports.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.reports.claim.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {

    private static final double MARGIN = 0.1;
    private static final String[] ALL_CELLS = {"ws/1.1", "ws/2", "sse/1.1", "sse/2"};

    @Test
    void aRegressionOf30PercentIsFoundWithSixBlocksAmongAllCells() {
        Diff diff = diff(
                new MeasuredRun(1).cells(ALL_CELLS),
                new MeasuredRun(2).cells(ALL_CELLS).responseTimes(1.3));

        assertThat(diff.rows()).hasSize(36);
        assertThat(diff.rows().stream().filter(row -> row.change() == Change.WORSE))
                .extracting(DiffRow::cell, DiffRow::metric)
                .containsExactly(
                        tuple("ws/1.1", Metric.RESPONSE_P50.name()), tuple("ws/1.1", Metric.RESPONSE_P99.name()));
        DiffRow median = row(diff, Metric.RESPONSE_P50);
        assertThat(median.ratio()).isCloseTo(1.3, within(0.06));
        assertThat(median.interval().get(0)).isBetween(1.1, median.ratio());
        assertThat(median.level()).isGreaterThanOrEqualTo(0.95);
        // The smallest p of six and six, times as many rows as there are.
        assertThat(median.p()).isCloseTo(36.0 / 924, within(1e-12));
        assertThat(median.moreBlocks()).isNull();
        assertThat(diff.count(Change.BETTER)).isZero();
    }

    @Test
    void whatWasWorseBeforeIsBetterAfter() {
        Diff diff = diff(new MeasuredRun(1).responseTimes(1.3), new MeasuredRun(2));

        assertThat(row(diff, Metric.RESPONSE_P50).change()).isEqualTo(Change.BETTER);
        assertThat(diff.count(Change.WORSE)).isZero();
    }

    @Test
    void aSearchThatFindsLessIsWorse() {
        DiffRow largest = row(diff(new MeasuredRun(5).found(2_000), new MeasuredRun(6).found(1_200)), Metric.FOUND);

        assertThat(largest.change()).isEqualTo(Change.WORSE);
        assertThat(largest.unit()).isEqualTo("1");
        assertThat(largest.ratio()).isCloseTo(0.6, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"0.7, WORSE", "1.4, BETTER"})
    void fewerSubscriptionsOpenedPerSecondAreWorse(double factor, Change expected) {
        Diff diff = diff(new MeasuredRun(3), new MeasuredRun(4).connectRate(factor));

        DiffRow rate = row(diff, Metric.CONNECT_RATE);
        assertThat(rate.lowerIsWorse()).isTrue();
        assertThat(rate.change()).isEqualTo(expected);
        assertThat(rate.ratio()).isCloseTo(factor, within(0.05 * factor));
    }

    @Test
    void aRunAgainstItselfHasNotChanged() {
        MeasuredRun run = new MeasuredRun(5).noise(0.02);
        Side side = run.alone("a");

        Diff diff = Diff.of(side, side, MARGIN);

        assertThat(diff.rows()).extracting(DiffRow::change).containsOnly(Change.NOT_CHANGED);
        assertThat(diff.rows()).allSatisfy(row -> assertThat(row.ratio()).isEqualTo(1));
        assertThat(diff.warnings()).isEmpty();
        assertThat(diff.notes()).isEmpty();
        assertThat(diff.sentence()).isEqualTo("Of 18 figures: 18 not changed.");
    }

    @Test
    void aNarrowerMarginTakesMoreBlocksToSayThatNothingHasChanged() {
        Side before = new MeasuredRun(6).alone("a");
        Side after = new MeasuredRun(7).alone("b");

        DiffRow median = row(Diff.of(before, after, 0.01), Metric.RESPONSE_P50);

        assertThat(median.change()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(median.moreBlocks()).isPositive();
        assertThat(row(Diff.of(before, after, 0.2), Metric.RESPONSE_P50).change())
                .isEqualTo(Change.NOT_CHANGED);
    }

    /** One bytes-per-message figure for all blocks: no noise, so the statistics know only ties. */
    @Test
    void aFigureWithoutNoiseHasNotChanged() {
        DiffRow bytes = row(diff(new MeasuredRun(8), new MeasuredRun(9)), Metric.BYTES);

        assertThat(bytes.change()).isEqualTo(Change.NOT_CHANGED);
        assertThat(bytes.p()).isEqualTo(1);
    }

    /** Four and four have p ≥ 1/70 one-sided, which is not enough among 18 rows, however large the difference. */
    @Test
    void amongManyRowsFewBlocksCallNothingChangedAndSayHowManyMoreWould() {
        Diff four = diff(
                new MeasuredRun(10).blocks(4), new MeasuredRun(11).blocks(4).responseTimes(2));

        DiffRow median = row(four, Metric.RESPONSE_P50);
        assertThat(median.change()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(median.p()).isCloseTo(18.0 / 70, within(1e-12));
        assertThat(median.moreBlocks()).isBetween(1, 3);
        int enough = 4 + median.moreBlocks();
        Diff more = diff(
                new MeasuredRun(10).blocks(enough),
                new MeasuredRun(11).blocks(enough).responseTimes(2));
        assertThat(row(more, Metric.RESPONSE_P50).change()).isEqualTo(Change.WORSE);
    }

    @Test
    void oneLoadEachIsTooLittleAndSeveralAreEnough() {
        Diff single =
                diff(new MeasuredRun(12).load(), new MeasuredRun(13).load().responseTimes(2));

        assertThat(single.rows()).extracting(DiffRow::change).containsOnly(Change.TOO_FEW_BLOCKS);
        assertThat(single.rows()).allSatisfy(row -> {
            assertThat(row.ratio()).isPositive();
            assertThat(row.interval()).isEmpty();
            assertThat(row.moreBlocks()).isEqualTo(3);
        });

        Diff several = Diff.of(loads(14, 1), loads(24, 2), MARGIN);
        assertThat(row(several, Metric.RESPONSE_P50).change()).isEqualTo(Change.WORSE);
        assertThat(row(several, Metric.RESPONSE_P50).blocksAfter()).isEqualTo(6);
        assertThat(row(several, Metric.SERVER_CPU).change()).isNotEqualTo(Change.WORSE);
    }

    private static Side loads(long seed, double factor) {
        return new Side(IntStream.range(0, 6)
                .mapToObj(i ->
                        new MeasuredRun(seed + i).load().responseTimes(factor).in("load-" + i))
                .toList());
    }

    @Test
    void nothingIsStatedOfACellWhoseGateFailed() {
        Diff diff =
                diff(new MeasuredRun(15), new MeasuredRun(16).responseTimes(2).gate("messages-lost", "ws/1.1", false));

        assertThat(diff.rows().stream().filter(row -> row.cell().equals("ws/1.1")))
                .extracting(DiffRow::change)
                .containsOnly(Change.NO_STATEMENT);
        assertThat(diff.rows().stream().filter(row -> row.cell().equals("sse/1.1")))
                .extracting(DiffRow::change)
                .doesNotContain(Change.NO_STATEMENT);
        assertThat(row(diff, Metric.RESPONSE_P50).before()).isPositive();
        assertThat(row(diff, Metric.RESPONSE_P50).ratio()).isNull();
        assertThat(diff.faults()).containsExactly("b: gate messages-lost failed on ws/1.1, block 2: made up.");
    }

    @Test
    void nothingIsStatedOfARunThatWasStoppedOrIsMarkedAsInvalid() {
        Diff stopped = diff(new MeasuredRun(17).interrupted(), new MeasuredRun(18));
        assertThat(stopped.rows()).extracting(DiffRow::change).containsOnly(Change.NO_STATEMENT);
        assertThat(stopped.faults()).containsExactly("a: the run was interrupted, so it states nothing.");

        Diff marked = diff(new MeasuredRun(17), new MeasuredRun(18).marked(false));
        assertThat(marked.rows()).extracting(DiffRow::change).containsOnly(Change.NO_STATEMENT);
        assertThat(marked.faults()).hasSize(1).first().asString().contains("no gate names the reason");

        Diff whole = diff(new MeasuredRun(17), new MeasuredRun(18).gate("clock", null, false));
        assertThat(whole.rows()).extracting(DiffRow::change).containsOnly(Change.NO_STATEMENT);
    }

    @Test
    void whatIsNotAbove0HasNoRatio() {
        DiffRow heap = row(diff(new MeasuredRun(19), new MeasuredRun(20).heap(-5)), Metric.SERVER_HEAP);

        assertThat(heap.change()).isEqualTo(Change.NO_RATIO);
        assertThat(heap.after()).isNegative();
        assertThat(heap.ratio()).isNull();
    }

    @Test
    void whatATargetDoesNotRevealIsNoRowAndWhatOneSideRevealsIsNotJudged() {
        assertThat(diff(new MeasuredRun(21).serverCpu(null), new MeasuredRun(22).serverCpu(null))
                        .rows())
                .extracting(DiffRow::metric)
                .doesNotContain(Metric.SERVER_CPU.name())
                .contains(Metric.CLIENT_CPU.name());

        DiffRow half = row(diff(new MeasuredRun(21).serverCpu(null), new MeasuredRun(22)), Metric.SERVER_CPU);
        assertThat(half.before()).isNull();
        assertThat(half.after()).isPositive();
        assertThat(half.change()).isEqualTo(Change.TOO_FEW_BLOCKS);
        assertThat(half.moreBlocks()).isNull();
    }

    @Test
    void whatElseDiffersIsToldWithBothValues() {
        Diff diff = diff(
                new MeasuredRun(23).config("connections", 100).measuredBy("0.1.0", "OpenJDK 17"),
                new MeasuredRun(24)
                        .config("connections", 200)
                        .config("tls", true)
                        .config("blocks", 9)
                        .measuredBy("0.2.0", "OpenJDK 21"));

        assertThat(diff.warnings())
                .containsExactly(
                        "The JVM differs: before OpenJDK 17, after OpenJDK 21.",
                        "The setting connections differs: before 100, after 200.",
                        "The setting tls differs: before –, after true.");
        assertThat(diff.notes()).containsExactly("The version of pushbench differs: before 0.1.0, after 0.2.0.");
    }

    @Test
    void twoRunsOfClaimsFindARegressionWithSixBlocks() {
        Diff diff = diff(
                new MeasuredRun(30).claims(40), new MeasuredRun(31).claims(40).responseTimes(2));

        assertThat(diff.rows().stream().filter(row -> row.change() == Change.WORSE))
                .extracting(DiffRow::cell, DiffRow::metric)
                .containsExactly(tuple("ws/1.1", Metric.RESPONSE_P50.name()));
        assertThat(diff.undecidable()).isNull();
    }

    @Test
    void ofRunsOfClaimsWhatDecidesThemIsComparedAndNothingElse() {
        Diff diff = diff(
                new MeasuredRun(34).claims(40).gate("messages-lost", "sse/1.1", false), new MeasuredRun(35).claims(40));

        String idle = Metric.SERVER_MEMORY.name();
        assertThat(diff.rows())
                .extracting(DiffRow::metric, DiffRow::cell)
                .containsExactlyInAnyOrder(
                        tuple("response time p50", "ws/1.1"),
                        tuple("CPU per message, server", "ws/1.1"),
                        tuple("bytes per message", "ws/1.1"),
                        tuple("bytes per message", "ws/1.1+binary+8k"),
                        tuple("largest load within the limits", "ws/1.1+find"),
                        tuple(idle, "ws/1.1+idle-4000"),
                        tuple("response time p50", "ws/1.1+trip-2"),
                        tuple("response time p50", "sse/1.1"),
                        tuple("CPU per message, server", "sse/1.1"),
                        tuple("bytes per message", "sse/1.1"),
                        tuple("bytes per message", "sse/1.1+binary+8k"),
                        tuple("largest load within the limits", "sse/1.1+find"),
                        tuple(idle, "sse/1.1+idle-4000"),
                        tuple(idle, "sse/1.1+idle-15000"),
                        tuple("response time p50", "sse/1.1+large"),
                        tuple("response time p50", "sse/1.1+stopped"),
                        tuple("response time p50", "sse/1.1+trip-2"),
                        tuple(idle, "sse/2+idle-4000"));
    }

    @Test
    void anArmThatWasLoadedOtherwiseIsNotCompared() {
        Diff diff = diff(
                new MeasuredRun(32).claims(40).blocks(9),
                new MeasuredRun(33).claims(80).blocks(9).responseTimes(2));

        assertThat(diff.count(Change.WORSE)).isZero();
        assertThat(diff.warnings()).isEmpty();
        assertThat(diff.notCompared())
                .singleElement()
                .asString()
                .isEqualTo("ws/1.1, ws/1.1+again, ws/2, sse/1.1, sse/2: before --rate=20.0, after --rate=40.0.");
        assertThat(diff.rows())
                .isNotEmpty()
                .extracting(DiffRow::cell)
                .doesNotContain("ws/1.1", "sse/1.1")
                .contains("sse/1.1+idle-15000");
    }

    @Test
    void runsOfOneSideMustHaveTheirArmsInCommonToo() {
        Side before = new Side(List.of(
                new MeasuredRun(36).claims(40, "faster", "memory").in("a"),
                new MeasuredRun(37).claims(60, "faster", "memory").in("b")));

        Diff diff = Diff.of(
                before, new MeasuredRun(38).claims(40, "faster", "memory").alone("c"), MARGIN);

        assertThat(diff.notCompared())
                .containsExactly("ws/1.1, ws/1.1+again, ws/2, sse/1.1, sse/2:"
                        + " before --rate=20.0, --rate=30.0, after --rate=20.0.");
    }

    @Test
    void runsWithoutAnyArmInCommonAreRefused() {
        assertThatThrownBy(() -> diff(new MeasuredRun(1).claims(40, "faster"), new MeasuredRun(2).claims(80, "faster")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before --rate=20.0, after --rate=40.0. Measure both with the same --rate");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 6", "4, 4, 6", "5, 5, 6", "5, 6, 0", "4, 12, 0"})
    void whatCouldNeverBeCalledChangedIsSaidWithTheBlocksThatItTakes(int before, int after, int needed) {
        Diff diff = diff(
                new MeasuredRun(39).blocks(before),
                new MeasuredRun(40).blocks(after).responseTimes(1_000));

        if (needed == 0) {
            assertThat(diff.undecidable()).isNull();
            assertThat(diff.count(Change.WORSE)).isPositive();
        } else {
            assertThat(diff.undecidable())
                    .isEqualTo("Too few blocks to call any figure worse or better, whatever it shows: " + before
                            + " before and " + after + " after, and among 18 figures it takes " + needed
                            + " on each side (a run of load has one).");
            assertThat(diff.count(Change.WORSE)).isZero();
        }
    }

    @Test
    void whereNothingIsJudgedNothingCanBeCalledChanged() {
        Diff diff = diff(new MeasuredRun(41), new MeasuredRun(42).gate("clock", null, false));

        assertThat(diff.undecidable()).startsWith("No figure can be called worse or better");
    }

    @Test
    void whichMetricsAreBetterTheMoreThereIsIsSaidOfThoseThatAreThere() {
        assertThat(diff(new MeasuredRun(43), new MeasuredRun(44)).sense())
                .isEqualTo("Less is better of all but subscriptions opened per second.");
        assertThat(diff(new MeasuredRun(43).found(9), new MeasuredRun(44).found(9))
                        .sense())
                .isEqualTo(
                        "Less is better of all but subscriptions opened per second and largest load within the limits.");
        assertThat(diff(new MeasuredRun(43).claims(40, "faster"), new MeasuredRun(44).claims(40, "faster"))
                        .sense())
                .isEqualTo("Less is better.");
    }

    @Test
    void cellsOfOneSideAreNamedAndNotCompared() {
        Diff diff = diff(new MeasuredRun(25).cells("ws/1.1", "sse/1.1"), new MeasuredRun(26).cells("sse/2", "ws/1.1"));

        assertThat(diff.onlyBefore()).containsExactly("sse/1.1");
        assertThat(diff.onlyAfter()).containsExactly("sse/2");
        assertThat(diff.rows()).extracting(DiffRow::cell).containsOnly("ws/1.1");
    }

    @Test
    void runsThatCannotBeHeldAgainstEachOtherAreRefused() {
        assertThatThrownBy(() -> diff(new MeasuredRun(1), new MeasuredRun(2).load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before compare, after load");
        assertThatThrownBy(() -> diff(new MeasuredRun(1).cells("ws/2"), new MeasuredRun(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no cell in common: before ws/2; after ws/1.1, sse/1.1");
        assertThatThrownBy(() -> Diff.of(new MeasuredRun(1).alone("a"), new MeasuredRun(2).alone("b"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * With a margin that stops nothing, what keeps false regressions away is Holm's method alone: any of 36 rows in 5 %
     * of the runs, at most. Without it, it would be most runs.
     */
    @ParameterizedTest
    @CsvSource({"6, 0.05", "8, 0.2"})
    void falseRegressionsAreNoMoreThan5PercentOfTheDiffs(int blocks, double noise) {
        Random random = new Random(42);
        int runs = 500;
        int falseAlarms = 0;
        int unadjusted = 0;
        for (int i = 0; i < runs; i++) {
            Side before = new MeasuredRun(random)
                    .cells(ALL_CELLS)
                    .blocks(blocks)
                    .noise(noise)
                    .alone("a");
            Side after = new MeasuredRun(random)
                    .cells(ALL_CELLS)
                    .blocks(blocks)
                    .noise(noise)
                    .alone("b");
            Diff diff = Diff.of(before, after, 1e-9);
            falseAlarms += diff.count(Change.WORSE) > 0 ? 1 : 0;
            unadjusted += diff.rows().stream().anyMatch(DiffTest::excludes1) ? 1 : 0;
        }

        // Four standard errors of 5 % in 500.
        assertThat((double) falseAlarms / runs).isLessThanOrEqualTo(0.05 + 0.039);
        assertThat((double) falseAlarms / runs)
                .as("it is exact, so not far below")
                .isGreaterThan(0.005);
        assertThat((double) unadjusted / runs).isGreaterThan(0.5);
    }

    private static boolean excludes1(DiffRow row) {
        return !row.interval().isEmpty()
                && (row.interval().get(0) > 1 || row.interval().get(1) < 1);
    }

    private static Diff diff(MeasuredRun before, MeasuredRun after) {
        return Diff.of(before.alone("a"), after.alone("b"), MARGIN);
    }

    /** Of the first cell. */
    private static DiffRow row(Diff diff, Metric metric) {
        return diff.rows().stream()
                .filter(row -> row.cell().equals("ws/1.1") && row.metric().equals(metric.name()))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(Arrays.toString(diff.rows().toArray())));
    }
}
