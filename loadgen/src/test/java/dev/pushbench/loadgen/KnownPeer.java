package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.transport.RawCell;
import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.wire.BinaryMessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A peer with known truth: plain sockets, one thread a subscription, a script for what to send, and a record of what was
 * really sent. All subscriptions have the same script; each plays it to its end, which is the end of its stream.
 */
final class KnownPeer implements AutoCloseable {

    private static final int BINARY_BYTES = 100;

    /** What each subscription is sent. */
    interface Script {
        void play(Line line) throws Exception;
    }

    private final RawCell cell;
    private final PayloadFormat format;
    private final RawServer server;
    private final LongAdder sent = new LongAdder();
    /** Guarded by itself. */
    private final Histogram lagNs = new Histogram(3);

    KnownPeer(RawCell cell, Script script) throws IOException {
        this(cell, PayloadFormat.TEXT, script);
    }

    KnownPeer(RawCell cell, PayloadFormat format, Script script) throws IOException {
        this.cell = cell;
        this.format = format;
        this.server = RawServer.doing(peer -> {
            cell.open(peer);
            script.play(new Line(peer));
            cell.end(peer);
            peer.hangUp();
        });
    }

    TransportConfig target() {
        return cell.target(server);
    }

    /** What its messages hold. */
    MessageFields fields() {
        return MessageFields.ofPushbench(format, cell.webSocket());
    }

    /** Messages that were sent, over all subscriptions, of whatever kind. */
    long sent() {
        return sent.sum();
    }

    /** How late they really were sent. */
    Histogram lagNs() {
        return lagNs;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** To one subscription. */
    final class Line {

        private final RawServer.Peer peer;

        private Line(RawServer.Peer peer) {
            this.peer = peer;
        }

        /** Messages that are due and sent now. */
        void sendNow(long... sequences) throws IOException {
            for (long sequence : sequences) {
                long nowNs = System.nanoTime();
                send(sequence, nowNs, nowNs);
            }
        }

        /** A message that is sent now and was due at another time. */
        void sendDue(long sequence, long intendedNs) throws IOException {
            send(sequence, intendedNs, System.nanoTime());
        }

        private void send(long sequence, long intendedNs, long sentNs) throws IOException {
            synchronized (lagNs) {
                lagNs.recordValue(Math.max(0, sentNs - intendedNs));
            }
            if (format == PayloadFormat.BINARY) {
                binary(BinaryMessageEncoder.encode(sequence, intendedNs, sentNs, BINARY_BYTES));
            } else {
                text("{\"seq\":" + sequence + ",\"intended\":" + intendedNs + ",\"sent\":" + sentNs + "}");
            }
        }

        /** Whatever may come of it. */
        void text(String text) throws IOException {
            cell.send(peer, text);
            sent.increment();
        }

        /** Whatever may come of it. */
        void binary(byte... bytes) throws IOException {
            cell.sendBinary(peer, bytes);
            sent.increment();
        }

        /** Stays until the client hangs up. */
        void awaitEnd() throws IOException {
            peer.awaitEnd();
        }

        /** Lets time pass until a moment of {@link System#nanoTime()}. */
        void pause(long untilNs) {
            for (long leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
        }
    }
}
