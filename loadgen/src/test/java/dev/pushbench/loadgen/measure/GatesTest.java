package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.transport.SocketOptions;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each gate passes a healthy run and trips on its own fault, and on no other. */
class GatesTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MS = 1_000_000;

    private final Gates gates = new Gates("ws/1.1");

    @Test
    void aHealthyRunPassesAll() {
        gates.generator(vitals(SECOND, SECOND, 10, of(MS), of(MS)), 2);
        gates.clock(ClockOffset.ASSUMED_SHARED);
        gates.scheduleLag("publisher", lag(MS), 10.0);
        gates.messages(new Messages(10L, 11, 0L, 1L, 0L, 0));
        gates.subscriptions(5, 5, 5);
        gates.resources(Map.of("closed by peer", 3L));
        gates.samples(lag(MS));

        assertThat(gates.all())
                .extracting(Gate::name)
                .containsExactly(
                        "generator-cpu",
                        "generator-gc",
                        "generator-hiccups",
                        "event-loop-delay",
                        "tcp-nodelay",
                        "clock",
                        "schedule-lag",
                        "messages-lost",
                        "accounting",
                        "subscriptions",
                        "descriptors",
                        "ports",
                        "samples");
        assertThat(gates.all()).allMatch(Gate::passed);
    }

    @Test
    void processorTimeAboveEightyPercentOfTheCoresTrips() {
        gates.generator(vitals(SECOND, 2 * SECOND * 81 / 100, 0, of(MS), of(MS)), 2);

        assertTripped("generator-cpu", "81 % of 2 cores");
    }

    @Test
    void collectionsTrip() {
        gates.generator(vitals(SECOND, 0, 101, of(MS), of(MS)), 2);

        assertTripped("generator-gc", "10.1 %");
    }

    @Test
    void hiccupsTrip() {
        gates.generator(vitals(SECOND, 0, 0, of(30 * MS), of(MS)), 2);

        assertTripped("generator-hiccups", "30.0 ms");
    }

    @Test
    void aBusyEventLoopTrips() {
        gates.generator(vitals(SECOND, 0, 0, of(MS), of(40 * MS)), 2);

        assertTripped("event-loop-delay", "40.0 ms");
    }

    @Test
    void anEventLoopThatNeverAnsweredTrips() {
        gates.generator(vitals(SECOND, 0, 0, of(MS), new Histogram(3)), 2);

        assertTripped("event-loop-delay", "nothing was sampled in the window");
    }

    @Test
    void aFewHiccupsInAShortWindowDoNotTripButTheSameShareOfALongOneDoes() {
        Histogram shortWindow = of(MS);
        shortWindow.recordValueWithCount(30 * MS, 3);
        Histogram longWindow = new Histogram(3);
        longWindow.recordValueWithCount(MS, 10_000);
        longWindow.recordValueWithCount(30 * MS, 300);

        gates.generator(vitals(SECOND, 0, 0, shortWindow, of(MS)), 2);
        assertThat(gates.all()).allMatch(Gate::passed);

        gates.generator(vitals(SECOND, 0, 0, longWindow, of(MS)), 2);
        assertTripped("generator-hiccups", "30.0 ms late at the 99th percentile");
    }

    @Test
    void aPublisherThatIsLateByMoreThanTheTimeBetweenTwoMessagesTrips() {
        gates.scheduleLag("publisher", lag(99 * MS), 10.0);
        assertThat(gates.all()).allMatch(Gate::passed);

        gates.scheduleLag("publisher", lag(101 * MS), 10.0);
        assertTripped("schedule-lag", "101.0 ms");
    }

    @Test
    void atHighOrUnknownRatesALatePublisherTripsAtFiftyMilliseconds() {
        gates.scheduleLag("publisher", lag(50 * MS), 1_000.0);
        gates.scheduleLag("publisher", lag(50 * MS), null);
        assertThat(gates.all()).allMatch(Gate::passed);

        gates.scheduleLag("publisher", lag(51 * MS), 1_000.0);
        assertTripped("schedule-lag", "51.0 ms");
    }

    @Test
    void anUncertainClockTrips() {
        gates.clock(new ClockOffset(5, 2 * MS, false));

        assertTripped("clock", "± 2.000 ms");
    }

    @Test
    void aForeignClockThatIsKnownWellPasses() {
        gates.clock(new ClockOffset(5, MS / 2, false));

        assertThat(gates.all()).allMatch(Gate::passed);
    }

    @Test
    void oneLostMessageTrips() {
        gates.messages(new Messages(10L, 9, 1L, 0L, 0L, 0));

        assertTripped("messages-lost", "1 of 10");
    }

    @Test
    void sumsThatDoNotAgreeTrip() {
        gates.messages(new Messages(10L, 12, 0L, 1L, 0L, 0));

        assertTripped("accounting", "= 11, expected 10");
    }

    @Test
    void silenceTrips() {
        gates.messages(new Messages(null, 0, null, null, null, 0));

        assertTripped("messages-received", "no message");
    }

    @Test
    void aMissingSubscriptionTrips() {
        gates.subscriptions(5, 4, 4);

        assertTripped("subscriptions", "4 of 5");
    }

    @Test
    void aSubscriptionThatEndedEarlyTrips() {
        gates.subscriptions(5, 5, 4);

        assertTripped("subscriptions", "4 were open at the end");
    }

    @Test
    void oneConnectionWithoutNoDelayTrips() {
        gates.generator(new Vitals(SECOND, 0, 0, 0, of(MS), of(MS), new SocketOptions(1_000, 1)), 2);

        assertTripped("tcp-nodelay", "off on 1 of the load generator's 1000 connections");
    }

    @Test
    void aTransportWithoutSocketsIsNotAskedForTheirOptions() {
        gates.generator(new Vitals(SECOND, 0, 0, 0, of(MS), of(MS), SocketOptions.NO_SOCKETS), 2);

        assertThat(gates.all()).extracting(Gate::name).doesNotContain("tcp-nodelay");
    }

    @Test
    void aConnectionThatFoundNoDescriptorTrips() {
        gates.resources(Map.of(Cause.DESCRIPTORS.label(), 7L, Cause.REFUSED.label(), 1L));

        assertTripped("descriptors", "7 connections failed for want of a descriptor: raise `ulimit -n`");
    }

    @Test
    void aConnectionThatFoundNoLocalPortTrips() {
        gates.resources(Map.of(Cause.PORTS.label(), 7L));

        assertTripped("ports", "7 connections failed for want of a local port: use several target ports");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 19})
    void tooFewSamplesForTheMedianTrip(long count) {
        gates.samples(new LatencySummary(count, null, null, null, null, MS));

        assertTripped("samples", count + " samples support no percentile");
    }

    @Test
    void noSampleAtAllTrips() {
        gates.samples(null);

        assertTripped("samples", "0 samples support no percentile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20    | p50",
                "99    | p50",
                "100   | p50, p90",
                "1000  | p50, p90, p99",
                "9999  | p50, p90, p99",
                "10000 | p50, p90, p99, p99.9",
            })
    void enoughSamplesForTheMedianPassAndTheDetailSaysForWhatElse(long count, String percentiles) {
        gates.samples(new LatencySummary(count, MS, null, null, null, MS));

        assertThat(gates.all()).singleElement().satisfies(gate -> {
            assertThat(gate.passed()).isTrue();
            assertThat(gate.detail()).isEqualTo(count + " samples support " + percentiles);
        });
    }

    private static Vitals vitals(long windowNs, long cpuNs, long gcMillis, Histogram hiccups, Histogram loopDelay) {
        return new Vitals(windowNs, cpuNs, gcMillis, 0, hiccups, loopDelay, new SocketOptions(5, 0));
    }

    private void assertTripped(String name, String detail) {
        List<Gate> failed = gates.all().stream().filter(gate -> !gate.passed()).toList();
        assertThat(failed).extracting(Gate::name).containsExactly(name);
        assertThat(failed.get(0).detail()).contains(detail);
        assertThat(failed.get(0).cell()).isEqualTo("ws/1.1");
    }

    private static Histogram of(long valueNs) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(valueNs, 100);
        return histogram;
    }

    private static LatencySummary lag(long ns) {
        return new LatencySummary(100_000, ns, ns, ns, ns, ns);
    }
}
