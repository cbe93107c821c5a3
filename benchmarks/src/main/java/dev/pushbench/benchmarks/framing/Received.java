package dev.pushbench.benchmarks.framing;

import dev.pushbench.loadgen.transport.StreamDecoder;
import java.nio.ByteBuffer;

/**
 * Hears what a decoder says. Notes the length, as a recorder of latencies would read fields and keep nothing; keeps a
 * copy only while it is told to check.
 *
 * <p>Owner: the benchmark's thread.
 */
public final class Received implements StreamDecoder.Sink {

    static final int NOTHING = -1;

    private int bytes = NOTHING;
    private boolean checking;
    private ByteBuffer copy;

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        bytes = payload.remaining();
        if (checking) {
            copy = ByteBuffer.allocate(bytes).put(payload).flip();
        }
    }

    /** The length of the message since the last call, or {@link #NOTHING}. */
    public int takeBytes() {
        int taken = bytes;
        bytes = NOTHING;
        return taken;
    }

    /** Feeds one message and checks that exactly the payload comes out. */
    public void check(byte[] expected, StreamDecoder decoder, ByteBuffer wire) {
        checking = true;
        copy = null;
        decoder.feed(wire, 0);
        checking = false;
        takeBytes();
        if (copy == null) {
            throw new IllegalStateException("no message came out of " + wire.limit() + " bytes");
        }
        RoundTrip.checkPayload(expected, copy);
    }
}
