package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.admin.ProcessStats;
import dev.pushbench.server.admin.ScheduleStarted;
import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * One server of a run as the coordinator knows it: its admin API, if it is a pushbench server, its clock, and how it
 * fared. Owned by the control thread.
 */
final class TargetServer implements AutoCloseable {

    private static final String PUSHBENCH = "pushbench";

    private final AdminClient admin;
    private final TransportConfig target;
    private final ClockOffset clock;
    private final Map<String, FutureTask<ScheduleStarted>> started = new ConcurrentHashMap<>();

    /** With one subscription of each agent. */
    private ServerStats alone;
    /** With all of them. */
    private ServerStats crowded;
    /** It has answered whenever {@link #rehearse} asked. */
    private boolean answers = true;
    /** Between heartbeats, before this run changed it; null if it did not. */
    private Duration heartbeatBefore;

    /** At both ends of the window. */
    private ServerStats before;

    private ServerStats after;
    /** After the last message has been waited for. */
    private ServerStats burdened;

    private TargetServer(AdminClient admin, TransportConfig target, ClockOffset clock) {
        this.admin = admin;
        this.target = target;
        this.clock = clock;
    }

    /**
     * Meets a server.
     *
     * @param header the {@code Server} header of its first answer, or null
     * @throws UnusableTarget if it does not do what the run asks of it
     */
    static TargetServer meet(LoadConfig config, TransportConfig target, String header) throws UnusableTarget {
        AdminClient admin = adminOf(config, target, header);
        try {
            TargetServer server = new TargetServer(admin, target, clockOf(config, admin));
            server.alone = admin == null ? null : admin.stats(true);
            if (config.interaction().heartbeat() != null) {
                server.heartbeatBefore = admin.heartbeat(config.interaction().heartbeat());
            }
            return server;
        } catch (UnusableTarget e) {
            if (admin != null) {
                admin.close();
            }
            throw e;
        }
    }

    /** What answers a message of the user's own is nothing that a pushbench server has made; nor is silence. */
    private static MessageFields fieldsOf(LoadConfig config, boolean pushbench) {
        if (config.fields() != null) {
            return config.fields();
        }
        boolean known = config.interaction().roundTrip()
                || pushbench && (config.interaction().listens() || !config.pushOnlyIfSilent());
        return known
                ? MessageFields.ofPushbench(
                        config.push().format(), config.transport().webSocket())
                : MessageFields.NONE;
    }

    private static AdminClient adminOf(LoadConfig config, TransportConfig target, String header) throws UnusableTarget {
        if (PUSHBENCH.equals(header)) {
            return new AdminClient(target, config.adminToken());
        }
        boolean binary = config.push().format() == PayloadFormat.BINARY;
        if (!config.pushOnlyIfSilent() || config.interaction().heartbeat() != null || binary) {
            String option = !config.pushOnlyIfSilent() ? "--rate" : binary ? "--format binary" : "--heartbeat";
            throw new UnusableTarget(option + " tells a pushbench server what to send, but " + target.target() + " is "
                    + (header == null ? "none" : "'" + header + "'") + ": leave " + option
                    + " out to measure what the target sends by itself");
        }
        return null;
    }

    private static ClockOffset clockOf(LoadConfig config, AdminClient admin) throws UnusableTarget {
        if (config.interaction().roundTrip()) {
            // Sent here, received here.
            return ClockOffset.ASSUMED_SHARED;
        }
        if (config.fields() != null && config.fields().clock() == Clock.EPOCH) {
            return ClockOffset.toEpoch();
        }
        return admin == null ? ClockOffset.ASSUMED_SHARED : admin.clockOffset();
    }

    /** What its messages to subscriptions of that configuration hold. */
    Expectation expectation(LoadConfig config) {
        return new Expectation(fieldsOf(config, admin != null), clock);
    }

    /** Host and port, which make a server one, whatever the scheme. */
    static String addressOf(TransportConfig target) {
        int port = target.target().getPort();
        int known = port >= 0 ? port : target.secure() ? 443 : 80;
        return target.target().getHost().toLowerCase(Locale.ROOT) + ":" + known;
    }

    /** Whether it is a pushbench server, which tells what it spends. */
    boolean tellsItsCost() {
        return admin != null;
    }

    /**
     * Whether it may be the same process as the other one: a pushbench server has one port in cleartext, and one under
     * TLS.
     */
    boolean mayBe(TargetServer other) {
        return addressOf(target).equals(addressOf(other.target))
                || target.secure() != other.target.secure()
                        && target.target()
                                .getHost()
                                .equalsIgnoreCase(other.target.target().getHost());
    }

    /** A moment of {@link System#nanoTime()} here, on its clock. */
    long targetNs(long nanoTime) {
        return nanoTime + clock.offsetNs();
    }

    /** Whether it is a pushbench server with nothing to say on this topic: silence cannot be measured. */
    boolean isSilentOn(String topic) {
        return alone != null
                && alone.topics().stream().noneMatch(each -> each.topic().equals(topic) && each.publishing());
    }

    /**
     * Checks that what a topic publishes by itself can be read.
     *
     * @throws UnusableTarget if its messages are in the other format
     */
    void refuseOtherFormat(String topic, PayloadFormat expected) throws UnusableTarget {
        boolean other = alone != null
                && alone.topics().stream()
                        .filter(each -> each.topic().equals(topic) && each.publishing())
                        .anyMatch(each -> each.format() != expected);
        if (other) {
            throw new UnusableTarget(
                    expected == PayloadFormat.TEXT
                            ? target.target() + " publishes binary messages: give --format binary"
                            : target.target() + " publishes text messages: leave out --format binary");
        }
    }

    void crowded() throws UnusableTarget {
        crowded = admin == null ? null : admin.stats(true);
    }

    /** Asks and forgets, until it does not answer. */
    void rehearse() {
        answers = answers && statsOrNull(false) != null;
    }

    void windowOpens() {
        before = statsOrNull(false);
    }

    void windowCloses() {
        after = statsOrNull(false);
    }

    /** Messages have been waited for, and what slow consumers have not read still waits. */
    void burdened() {
        burdened = statsOrNull(true);
    }

    /** A server that has died cannot say how it fared; the run is still worth keeping. */
    private ServerStats statsOrNull(boolean collectFirst) {
        try {
            return admin == null ? null : admin.stats(collectFirst);
        } catch (UnusableTarget e) {
            return null;
        }
    }

    /** Starts a schedule; on a topic that this run has started already, that one goes on. Any thread. */
    ScheduleStarted start(String topic, SendSchedule schedule, long startInMillis)
            throws UnusableTarget, InterruptedException {
        FutureTask<ScheduleStarted> start = started.computeIfAbsent(
                topic, name -> new FutureTask<>(() -> admin.start(name, schedule, startInMillis)));
        // Does nothing if it has run, or another thread runs it.
        start.run();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new UnusableTarget(e.getCause().getMessage());
        }
    }

    /** Ends every schedule that it was told. */
    void stopPublishing() {
        started.keySet().forEach(topic -> {
            try {
                admin.stop(topic);
            } catch (UnusableTarget e) {
                // The topic dies with its server, or ends by itself.
            }
        });
    }

    /** Processor time over the window, or null. */
    Long cpuNs() {
        return before == null || after == null
                ? null
                : after.process().cpuNs() - before.process().cpuNs();
    }

    /** Growth of a figure from when all subscriptions were open to when messages had been waited for, or null. */
    Long growthUnderLoad(Function<ServerStats, Long> figure) {
        if (crowded == null || burdened == null) {
            return null;
        }
        Long first = figure.apply(crowded);
        Long last = figure.apply(burdened);
        return first == null || last == null ? null : Long.valueOf(last - first);
    }

    /** Growth of a figure from the first subscriptions to all, each side after a collection, or null. */
    Long growth(Function<ProcessStats, Long> figure) {
        if (alone == null || crowded == null) {
            return null;
        }
        Long first = figure.apply(alone.process());
        Long last = figure.apply(crowded.process());
        return first == null || last == null ? null : Long.valueOf(last - first);
    }

    @Override
    public void close() {
        if (admin != null) {
            restoreHeartbeat();
            admin.close();
        }
    }

    private void restoreHeartbeat() {
        try {
            if (heartbeatBefore != null) {
                admin.heartbeat(heartbeatBefore);
            }
        } catch (UnusableTarget e) {
            // The server has gone, and its setting with it.
        }
    }
}
