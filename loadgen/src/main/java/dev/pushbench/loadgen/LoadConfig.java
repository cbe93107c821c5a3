package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of the load generator.
 *
 * @param transport the target, and how to reach it
 * @param connections subscriptions to open
 * @param connectSchedule when to open them
 * @param warmup messages due in this time after the start do not count
 * @param duration length of the measurement window
 * @param push what a pushbench server is told to publish. {@link SendSchedule#messages()} is ignored: it follows from
 *     warm-up and duration
 * @param pushOnlyIfSilent take what the target publishes by itself, and tell it only if it is a pushbench server whose
 *     topic is silent; otherwise it must be a pushbench server, and publishes on a topic of the run's own
 * @param fields where the target's messages keep their numbers; null to find out: a pushbench server's are known, those
 *     of any other target are not looked at
 * @param adminToken for a pushbench server that wants one, or null
 * @param profile how many subscriptions there shall be while messages flow, and what becomes of one; where it has stages,
 *     {@code connections} is the most that it reaches
 * @param slow which subscriptions are slow consumers
 * @param interaction what to do besides listening; with a round trip, {@code push} is what each connection sends
 */
public record LoadConfig(
        TransportConfig transport,
        int connections,
        ConnectSchedule connectSchedule,
        Duration warmup,
        Duration duration,
        SendSchedule push,
        boolean pushOnlyIfSilent,
        MessageFields fields,
        String adminToken,
        Interaction interaction,
        LoadProfile profile,
        SlowConsumers slow) {

    /** More than this no run has. */
    public static final int MAX_CONNECTIONS = 1_000_000;

    private static final Duration MAX_DURATION = Duration.ofDays(1);

    public LoadConfig {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "--connections is " + connections + ": it must be from 1 to " + MAX_CONNECTIONS);
        }
        if (duration.compareTo(Duration.ofMillis(100)) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "--duration is " + OptionText.of(duration) + ": it must be from 100ms to 24h");
        }
        if (warmup.isNegative() || warmup.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("--warmup is " + OptionText.of(warmup) + ": it must be from 0 to 24h");
        }
        interaction.check(transport.webSocket(), transport.target().getRawQuery());
        if (interaction.idle() && !pushOnlyIfSilent) {
            throw new IllegalArgumentException("--idle measures silent connections: leave out --rate");
        }
        if (interaction.roundTrip() && fields != null) {
            throw new IllegalArgumentException(
                    "--round-trip has messages with fields of its own: leave out --seq-field and --time-field");
        }
        if (interaction.roundTrip() && !(profile.isSteady() && slow.groups().isEmpty())) {
            throw new IllegalArgumentException(
                    "--round-trip goes with connections that are held and read at once: leave out"
                            + " --stage, --session, --storm, --reconnect and --slow");
        }
        boolean pushed = !interaction.roundTrip() && (interaction.listens() || !pushOnlyIfSilent);
        if (push.format() == PayloadFormat.BINARY && (!pushed || fields != null)) {
            throw new IllegalArgumentException("--format binary is what a pushbench server publishes: leave out"
                    + " --round-trip, --idle, --seq-field and --time-field, and give --rate with --send");
        }
        if (!slow.groups().isEmpty() && !profile.isSteady()) {
            throw new IllegalArgumentException(
                    "--slow goes with subscriptions that are held: leave out --stage, --session,"
                            + " --storm and --reconnect");
        }
        for (int i = 0; i < slow.groups().size(); i++) {
            if (slow.count(i, connections) == 0) {
                throw new IllegalArgumentException(
                        "--slow " + slow.groups().get(i).option() + ": of " + connections
                                + " connections that is none: use a larger share, or more --connections");
            }
        }
    }

    /** All subscriptions are opened before messages flow, held, read at once, and only listened to. */
    public LoadConfig(
            TransportConfig transport,
            int connections,
            ConnectSchedule connectSchedule,
            Duration warmup,
            Duration duration,
            SendSchedule push,
            boolean pushOnlyIfSilent,
            MessageFields fields,
            String adminToken) {
        this(
                transport,
                connections,
                connectSchedule,
                warmup,
                duration,
                push,
                pushOnlyIfSilent,
                fields,
                adminToken,
                Interaction.NONE,
                LoadProfile.STEADY,
                SlowConsumers.NONE);
    }

    /** The name of the cell, such as {@code ws/1.1} or {@code sse/2+tls+binary}. */
    String cell() {
        return transport.cell() + push.format().cellSuffix();
    }

    /** The same run against another target. */
    LoadConfig withTransport(TransportConfig other) {
        return with(other, interaction, profile, slow);
    }

    /** The same run with subscriptions that come and go. */
    public LoadConfig withProfile(LoadProfile other) {
        return with(transport, interaction, other, slow);
    }

    /** The same run with slow consumers. */
    public LoadConfig withSlow(SlowConsumers consumers) {
        return with(transport, interaction, profile, consumers);
    }

    /** The same run, doing something besides listening. */
    public LoadConfig withInteraction(Interaction other) {
        return with(transport, other, profile, slow);
    }

    private LoadConfig with(
            TransportConfig newTransport, Interaction newInteraction, LoadProfile newProfile, SlowConsumers newSlow) {
        return new LoadConfig(
                newTransport,
                connections,
                connectSchedule,
                warmup,
                duration,
                push,
                pushOnlyIfSilent,
                fields,
                adminToken,
                newInteraction,
                newProfile,
                newSlow);
    }

    /**
     * Every setting by the name of its option, as the result file keeps it.
     *
     * @param placement which process loads which target
     * @param published what the target was told to publish, or null
     */
    Map<String, Object> resolved(Placement placement, SendSchedule published) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        resolved.put("url", transport.target().toString());
        resolved.put("http", transport.httpVersion().label());
        if (placement.urls().size() > 1) {
            resolved.put("urls", placement.urls().stream().map(URI::toString).toList());
        }
        resolved.put("processes", placement.agents());
        resolved.put("connections", connections);
        resolved.put("connect-rate", connectSchedule.ratePerSecond());
        resolved.put("streams-per-client", transport.streamsPerConnection());
        profile.resolveInto(resolved);
        if (!slow.groups().isEmpty()) {
            resolved.put(
                    "slow",
                    slow.groups().stream().map(SlowConsumers.Group::option).toList());
        }
        resolved.put("warmup", OptionText.of(warmup));
        resolved.put("duration", OptionText.of(duration));
        if (published != null) {
            resolved.put("rate", published.ratePerSecond());
            if (!push.stages().isEmpty()) {
                resolved.put("rate-stage", OptionText.of(push.stages()));
            }
            resolved.put("payload", published.payloadBytes());
            resolved.put("pattern", OptionText.of(published.pattern()));
        }
        if (published != null || push.format() == PayloadFormat.BINARY) {
            resolved.put("format", OptionText.of(push.format()));
        }
        if (fields != null) {
            resolved.put("seq-field", fields.sequencePath());
            resolved.put("time-field", fields.intendedPath());
            resolved.put("time-unit", OptionText.of(fields.unit()));
            resolved.put("clock", OptionText.of(fields.clock()));
        }
        resolved.putAll(interaction.resolved());
        resolved.put(
                "compression",
                transport.request().deflate()
                        ? "permessage-deflate"
                        : transport.request().gzip() ? "gzip" : "none");
        return resolved;
    }
}
