package dev.pushbench.loadgen.measure;

import dev.pushbench.loadgen.transport.SocketOptions;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.AbstractHistogram;

/**
 * The checks on the measurement itself. Limits are about orders of magnitude: a gate that trips says that the figures
 * show this program, this machine or a broken run rather than the protocol. Owned by the control thread.
 */
public final class Gates {

    static final double MAX_CPU_SHARE = 0.80;
    static final double MAX_GC_SHARE = 0.10;
    static final long MAX_HICCUP_NS = 20_000_000;
    static final long MAX_LOOP_DELAY_NS = 20_000_000;
    static final long MIN_LAG_LIMIT_NS = 50_000_000;
    static final long MAX_CLOCK_BOUND_NS = 1_000_000;

    /** Those that fail when the load generator, or its machine, is at its limit. */
    private static final Set<String> OF_GENERATOR = Set.of(
            "generator-cpu",
            "generator-gc",
            "generator-hiccups",
            "event-loop-delay",
            "descriptors",
            "ports",
            "processes");

    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final double NS_PER_MILLI = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    private final String cell;
    private final List<Gate> gates = new ArrayList<>();

    public Gates(String cell) {
        this.cell = cell;
    }

    /** What was checked so far. */
    public List<Gate> all() {
        return List.copyOf(gates);
    }

    /**
     * Names of the gates that show the load generator, or its machine, at its limit.
     *
     * @param sends whether it follows a schedule of its own, which it may then lag behind
     */
    public static Set<String> ofGenerator(boolean sends) {
        Set<String> names = new HashSet<>(OF_GENERATOR);
        if (sends) {
            names.add("schedule-lag");
        }
        return names;
    }

    /**
     * The generator's own health.
     *
     * @param cores that it may use
     */
    public void generator(Health.Vitals vitals, int cores) {
        double share = vitals.cpuNs() / (double) (vitals.windowNs() * cores);
        add(
                "generator-cpu",
                share <= MAX_CPU_SHARE,
                "the load generator used %.0f %% of %d cores (limit %.0f %%)",
                "lower --connections or --rate, or use a larger machine",
                100 * share,
                cores,
                100 * MAX_CPU_SHARE);
        double gcShare = vitals.gcMillis() * NS_PER_MILLI / vitals.windowNs();
        add(
                "generator-gc",
                gcShare <= MAX_GC_SHARE,
                "the load generator spent %.1f %% of the time in collections (limit %.0f %%)",
                "give it more heap with PUSHBENCH_JAVA_OPTS=-Xmx…",
                100 * gcShare,
                100 * MAX_GC_SHARE);
        tail(
                "generator-hiccups",
                vitals.hiccups(),
                MAX_HICCUP_NS,
                "an idle thread of the load generator woke up %.1f ms late",
                "something else holds the processors: stop it, or lower the load");
        tail(
                "event-loop-delay",
                vitals.loopDelay(),
                MAX_LOOP_DELAY_NS,
                "a task waited %.1f ms for the load generator's event loop",
                "the load generator is saturated: lower --connections or --rate");
        sockets(vitals.sockets());
    }

    /**
     * Without TCP_NODELAY small writes wait for the acknowledgement of earlier ones: RFC 896, "The solution to the
     * small-packet problem".
     */
    private void sockets(SocketOptions sockets) {
        if (sockets.checked() > 0) {
            add(
                    "tcp-nodelay",
                    sockets.withoutNoDelay() == 0,
                    "TCP_NODELAY is off on %d of the load generator's %d connections",
                    "the system did not take the option: use another JVM or kernel",
                    sockets.withoutNoDelay(),
                    sockets.checked());
        }
    }

    /** At the 99th percentile, or at a lower one where a short window has too few samples for that. */
    private void tail(String name, AbstractHistogram histogram, long limitNs, String what, String remedy) {
        long samples = histogram.getTotalCount();
        if (samples == 0) {
            add(
                    name,
                    false,
                    "nothing was sampled in the window: the load generator stood still",
                    "see what else the machine does, and measure again");
            return;
        }
        int percentile =
                LatencySummary.enoughSamples(samples, 99) ? 99 : LatencySummary.enoughSamples(samples, 95) ? 95 : 90;
        long valueNs = histogram.getValueAtPercentile(percentile);
        add(
                name,
                valueNs <= limitNs,
                what + " at the %dth percentile (limit %.0f ms)",
                remedy,
                valueNs / NS_PER_MILLI,
                percentile,
                limitNs / NS_PER_MILLI);
    }

    /** How well the clocks of the two sides are known. */
    public void clock(ClockOffset clock) {
        if (clock.sharedClock()) {
            add(
                    "clock",
                    true,
                    "client and server read one clock (round trip bound %.3f ms)",
                    "",
                    clock.boundNs() / NS_PER_MILLI);
            return;
        }
        add(
                "clock",
                clock.boundNs() <= MAX_CLOCK_BOUND_NS,
                "the server's clock is known to ± %.3f ms (limit %.0f ms)",
                "one-way times are not better than that: run both sides on one host",
                clock.boundNs() / NS_PER_MILLI,
                MAX_CLOCK_BOUND_NS / NS_PER_MILLI);
    }

    /**
     * The sender's own lateness. Its limit is the time between two messages of one subscription, for whoever is later
     * than that sends a message when its successor is due; at high rates it is {@link #MIN_LAG_LIMIT_NS}.
     *
     * @param sender who was late
     * @param ratePerSecond of each subscription, or null where nobody knows
     */
    public void scheduleLag(String sender, LatencySummary lag, Double ratePerSecond) {
        if (lag == null || lag.p99Ns() == null) {
            return;
        }
        double limitNs =
                ratePerSecond == null ? MIN_LAG_LIMIT_NS : Math.max(MIN_LAG_LIMIT_NS, NS_PER_SECOND / ratePerSecond);
        add(
                "schedule-lag",
                lag.p99Ns() <= limitNs,
                "the %s sent %.1f ms late at the 99th percentile (limit %.0f ms)",
                "it is saturated: lower --connections or --rate",
                sender,
                lag.p99Ns() / NS_PER_MILLI,
                limitNs / NS_PER_MILLI);
    }

    /**
     * That this machine had what each connection needs.
     *
     * @param errors ends that nobody wanted, by the label of their cause
     */
    public void resources(Map<String, Long> errors) {
        long withoutDescriptor = errors.getOrDefault(Cause.DESCRIPTORS.label(), 0L);
        add(
                "descriptors",
                withoutDescriptor == 0,
                "%d connections failed for want of a descriptor",
                "raise `ulimit -n`, or use more processes (--processes); `pushbench doctor` shows the limits",
                withoutDescriptor);
        long withoutPort = errors.getOrDefault(Cause.PORTS.label(), 0L);
        add(
                "ports",
                withoutPort == 0,
                "%d connections failed for want of a local port",
                "use several target ports or addresses, or widen net.ipv4.ip_local_port_range; `pushbench doctor` shows it",
                withoutPort);
    }

    /**
     * That there are enough samples for the median at least.
     *
     * @param headline the metric that the run is about, or null if it has no samples
     */
    public void samples(LatencySummary headline) {
        long count = headline == null ? 0 : headline.count();
        String supported = Arrays.stream(PERCENTILES)
                .filter(percentile -> LatencySummary.enoughSamples(count, percentile))
                .mapToObj(percentile -> "p" + (percentile % 1 == 0 ? "" + (int) percentile : "" + percentile))
                .collect(Collectors.joining(", "));
        add(
                "samples",
                !supported.isEmpty(),
                "%d samples support %s",
                "measure longer (--duration), or more messages (--rate, --connections)",
                count,
                supported.isEmpty() ? "no percentile, not even the median, which takes 20" : supported);
    }

    /** That every message was as {@code --expect} says. */
    public void expectations(long matched, long unmatched) {
        add(
                "expectations",
                unmatched == 0,
                "%d of %d messages did not match --expect",
                "`pushbench tail` shows what the target sends",
                unmatched,
                matched + unmatched);
    }

    /** That everything that was due arrived, and that the sums agree. */
    public void messages(CellResult.Messages messages) {
        if (messages.received() == 0) {
            add("messages-received", false, "no message arrived in the window", "does the target publish at all?");
            return;
        }
        if (messages.lost() == null) {
            return;
        }
        add(
                "messages-lost",
                messages.lost() == 0,
                "%d of %d messages were lost",
                "the server dropped them or connections broke: see the errors",
                messages.lost(),
                messages.expected());
        long accounted = messages.received() - messages.duplicated() + messages.lost();
        add(
                "accounting",
                accounted == messages.expected(),
                "received − duplicated + lost = %d, expected %d",
                "messages arrived that nobody expected",
                accounted,
                messages.expected());
    }

    /** That all subscriptions opened, and stayed. */
    public void subscriptions(int asked, int opened, int openAtEnd) {
        add(
                "subscriptions",
                opened == asked && openAtEnd == asked,
                "%d of %d subscriptions opened, %d were open at the end of the window",
                "see the errors",
                opened,
                asked,
                openAtEnd);
    }

    /** Subscriptions that come and go: whether those that should be there are, and whether any was lost for good. */
    public void turnover(Turnover turnover, boolean reconnect) {
        add(
                "subscriptions",
                turnover.presentAtEnd() == turnover.wantedAtEnd() && (reconnect || turnover.lost() == 0),
                "%d of %d subscriptions were open or coming back at the end; of %d attempts %d failed or were ended by the target",
                "see the errors",
                turnover.presentAtEnd(),
                turnover.wantedAtEnd(),
                turnover.attempts(),
                turnover.lost());
    }

    /** That all slow consumers opened; the server may end them as it likes. */
    public void slowSubscriptions(int asked, int opened) {
        add("slow-subscriptions", opened == asked, "%d of %d slow consumers opened", "see the warnings", opened, asked);
    }

    private void add(String name, boolean passed, String detail, String remedy, Object... figures) {
        String text = String.format(Locale.ROOT, detail, figures);
        gates.add(new Gate(name, cell, null, passed, passed || remedy.isEmpty() ? text : text + ": " + remedy));
    }
}
