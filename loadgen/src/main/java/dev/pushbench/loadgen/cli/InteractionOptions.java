package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.workload.Interaction;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What a run does on its subscriptions besides listening. */
final class InteractionOptions {

    @Option(
            names = "--send",
            paramLabel = "TEXT|@FILE",
            description = {
                "WebSocket: send this on each connection once it is open; repeatable, in order.",
                "$${connection} becomes the connection's number from 0, $${sequence} that of the message on its"
                        + " connection, $${now} the time in milliseconds since 1970"
            })
    private List<String> sends = List.of();

    @Option(
            names = "--send-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "repeat the last --send on each connection at this interval, the connections evenly spaced"
                    + " over it (default: send once)")
    private Duration sendEvery;

    @Option(
            names = "--expect",
            paramLabel = "REGEX",
            description = "count the messages in which this is found, and those in which it is not: one of those makes"
                    + " the run invalid. RE2 syntax, on the first 64 KiB of a message")
    private String expect;

    @Option(
            names = "--round-trip",
            description =
                    "send messages at --rate on each connection and time them until they come back: on a WebSocket"
                            + " as from an echo, by POST to --publish-path until the event stream brings them (--rate by default"
                            + " 10)")
    private boolean roundTrip;

    @Option(
            names = "--publish-path",
            paramLabel = "PATH",
            defaultValue = "/publish",
            description = "with --round-trip over event streams: where to POST; each event stream and its POSTs have a"
                    + " topic=NAME of their own in the query (default: ${DEFAULT-VALUE})")
    private String publishPath;

    @Option(
            names = "--idle",
            description = "measure connections that get nothing but heartbeats: WebSocket pings, comments of event"
                    + " streams")
    private boolean idle;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "with --idle: the interval at which a pushbench server shall send them in this run (default:"
                    + " its own)")
    private Duration heartbeat;

    @Option(
            names = "--ping-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "WebSocket: ping on each connection at this interval, and time the pongs (default: no pings)")
    private Duration pingEvery;

    boolean roundTrip() {
        return roundTrip;
    }

    /**
     * Of subscriptions of one kind.
     *
     * @param webSocket or else event streams
     * @param others whether the run has WebSockets beside event streams: what only those can do is theirs then
     */
    Interaction interaction(boolean webSocket, boolean others) {
        boolean listensOnly = others && !webSocket;
        return new Interaction(
                listensOnly
                        ? List.of()
                        : sends.stream().map(InteractionOptions::text).toList(),
                listensOnly ? null : sendEvery,
                expect,
                roundTrip,
                roundTrip && !webSocket ? publishPath : null,
                idle,
                heartbeat,
                listensOnly ? null : pingEvery);
    }

    private static String text(String given) {
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            return Files.readString(Path.of(given.substring(1)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--send " + given + ": the file must be UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "--send " + given + ": the file cannot be read (" + e.getMessage() + ")");
        }
    }
}
