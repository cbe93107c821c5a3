package dev.pushbench.loadgen.measure;

import dev.pushbench.server.wire.PayloadFormat;

/**
 * Where a target's messages keep what the accounting needs. A path names the keys of a JSON message from the outermost
 * object inwards, with dots between: {@code payload.ts}. A path that is null is not looked for.
 *
 * @param sequencePath an integer that counts up by one for each message of a subscription
 * @param intendedPath when the message was due
 * @param sentPath when it was actually sent
 * @param unit of both times
 * @param clock that both times were read from
 * @param encoding of the message; where it is not JSON, all three numbers stand in front, and paths only name them
 */
public record MessageFields(
        String sequencePath, String intendedPath, String sentPath, TimeUnit unit, Clock clock, Encoding encoding) {

    /** The JSON messages of our own server. */
    public static final MessageFields OF_PUSHBENCH =
            new MessageFields("seq", "intended", "sent", TimeUnit.NS, Clock.MONOTONIC);

    /** Messages that say nothing of themselves. */
    public static final MessageFields NONE = new MessageFields(null, null, null, TimeUnit.NS, Clock.MONOTONIC);

    /** How a message is written. */
    public enum Encoding {
        /** An object, whose keys the paths name. */
        JSON,
        /** {@link dev.pushbench.server.wire.BinaryMessageEncoder}. */
        BINARY,
        /** The same in base64 (RFC 4648, section 4). */
        BASE64
    }

    /** The unit of a time in a message. */
    public enum TimeUnit {
        NS(1),
        US(1_000),
        MS(1_000_000),
        S(1_000_000_000);

        private final long nanos;

        TimeUnit(long nanos) {
            this.nanos = nanos;
        }

        /** Nanoseconds in one unit. */
        public long nanos() {
            return nanos;
        }
    }

    /** The clock of a time in a message. */
    public enum Clock {
        /** CLOCK_MONOTONIC of this host, which is what {@link System#nanoTime()} reads on Linux. */
        MONOTONIC,
        /** Time since 1970-01-01 UTC. */
        EPOCH
    }

    public MessageFields {
        checkPath("--seq-field", sequencePath);
        checkPath("--time-field", intendedPath);
    }

    /** In JSON. */
    public MessageFields(String sequencePath, String intendedPath, String sentPath, TimeUnit unit, Clock clock) {
        this(sequencePath, intendedPath, sentPath, unit, clock, Encoding.JSON);
    }

    /**
     * The messages of our own server.
     *
     * @param webSocket or else an event stream, which cannot hold arbitrary bytes
     */
    public static MessageFields ofPushbench(PayloadFormat format, boolean webSocket) {
        if (format == PayloadFormat.TEXT) {
            return OF_PUSHBENCH;
        }
        return new MessageFields(
                OF_PUSHBENCH.sequencePath,
                OF_PUSHBENCH.intendedPath,
                OF_PUSHBENCH.sentPath,
                OF_PUSHBENCH.unit,
                OF_PUSHBENCH.clock,
                webSocket ? Encoding.BINARY : Encoding.BASE64);
    }

    private static void checkPath(String option, String path) {
        if (path != null && (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains(".."))) {
            throw new IllegalArgumentException(
                    option + " is '" + path + "': give the keys with single dots between, such as payload.ts");
        }
    }
}
