package dev.pushbench.loadgen.measure;

import dev.pushbench.loadgen.measure.CellRecorder.Format;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.loadgen.transport.SubscriptionListener;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.nio.ByteBuffer;

/**
 * Listens to one subscription and records what it hears. Heard on one thread at a time; {@link #close} comes from the
 * control thread.
 */
public final class SubscriptionRecorder implements SubscriptionListener {

    private static final long NONE = Long.MIN_VALUE;

    private final CellRecorder recorder;
    private final Lifecycle lifecycle;
    private final long attemptedNs;
    private final SequenceTracker tracker = new SequenceTracker();
    private long lastReceivedNs = NONE;
    private long lastHeartbeatNs = NONE;
    private boolean heard;
    /** A message that was due after the window has come, so those due in it have as well, unless one is overtaken. */
    private boolean pastWindow;

    private volatile Subscription subscription;

    /** Hears when a subscription opens and ends; called on its thread. */
    public interface Lifecycle {
        /** It is open. */
        void opened(Subscription subscription, String serverHeader);

        /**
         * It is over.
         *
         * @param wasOpen whether it had ever opened
         */
        void ended(boolean wasOpen, SubscriptionEnd end);
    }

    /**
     * @param attemptedNs when the attempt to open it began, on {@link System#nanoTime()}
     */
    public SubscriptionRecorder(CellRecorder recorder, Lifecycle lifecycle, long attemptedNs) {
        this.recorder = recorder;
        this.lifecycle = lifecycle;
        this.attemptedNs = attemptedNs;
    }

    /** Ends the subscription, if it is open. */
    public void close() {
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void onConnected(long nanoTime) {
        recorder.record(Metric.CONNECT_TIME, nanoTime - attemptedNs);
    }

    @Override
    public void onOpen(Subscription opened, String serverHeader, long nanoTime) {
        subscription = opened;
        recorder.record(Metric.HEADERS_TIME, nanoTime - attemptedNs);
        lifecycle.opened(opened, serverHeader);
    }

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        recorder.countArrival();
        if (!heard) {
            heard = true;
            recorder.record(Metric.FIRST_MESSAGE, receivedNs - attemptedNs);
        }
        recorder.check(payload);
        Format format = recorder.format();
        if (format.hasTimes()) {
            onTimedMessage(format, payload, receivedNs);
        } else {
            onUntimedMessage(format, payload, receivedNs);
        }
    }

    private void onUntimedMessage(Format format, ByteBuffer payload, long receivedNs) {
        // Nothing to look for, nothing to read.
        FieldScanner scanner = format.hasSequence() ? format.scan(payload) : null;
        if (!isReadable(format, scanner)) {
            recorder.countUnreadable();
        } else if (recorder.countsAt(receivedNs)) {
            recordGap(receivedNs);
            account(format, scanner);
        }
    }

    /** A message that lacks any of the fields it should have is in no figure: half of it would not add up. */
    private static boolean isReadable(Format format, FieldScanner scanner) {
        return !(format.hasTimes() && scanner.intendedNs() == FieldScanner.ABSENT
                || format.hasSequence() && scanner.sequence() == FieldScanner.ABSENT);
    }

    private void onTimedMessage(Format format, ByteBuffer payload, long receivedNs) {
        FieldScanner scanner = format.scan(payload);
        if (!isReadable(format, scanner)) {
            recorder.countUnreadable();
            return;
        }
        long intendedNs = scanner.intendedNs();
        boolean counts = recorder.countsAt(intendedNs);
        if (counts) {
            account(format, scanner);
        } else if (!pastWindow && recorder.isPastWindow(intendedNs)) {
            pastWindow = true;
            recorder.countPastWindow(1);
        }
        Times times = recorder.times(counts);
        long receivedTargetNs = format.targetNs(receivedNs);
        times.record(Metric.RESPONSE_TIME, receivedTargetNs - intendedNs);
        long sentNs = scanner.sentNs();
        if (sentNs != FieldScanner.ABSENT) {
            times.record(Metric.SERVICE_TIME, receivedTargetNs - sentNs);
            times.record(Metric.SCHEDULE_LAG, sentNs - intendedNs);
        }
    }

    private void account(Format format, FieldScanner scanner) {
        if (format.hasSequence() && !tracker.take(scanner.sequence())) {
            recorder.countRepeat();
        }
    }

    private void recordGap(long receivedNs) {
        if (lastReceivedNs != NONE) {
            recorder.record(Metric.GAP, receivedNs - lastReceivedNs);
        }
        lastReceivedNs = receivedNs;
    }

    @Override
    public void onHeartbeat(long receivedNs) {
        if (recorder.isInWindow(receivedNs)) {
            recorder.countHeartbeat();
            if (lastHeartbeatNs != NONE) {
                recorder.record(Metric.HEARTBEAT_GAP, receivedNs - lastHeartbeatNs);
            }
        }
        lastHeartbeatNs = receivedNs;
    }

    /** A ping of ours has the time in it; anything else was not asked for. */
    @Override
    public void onPong(ByteBuffer payload, long receivedNs) {
        if (payload.remaining() == Long.BYTES && recorder.isInWindow(receivedNs)) {
            recorder.record(Metric.PING_TIME, receivedNs - payload.getLong(payload.position()));
        }
    }

    @Override
    public void onEnd(SubscriptionEnd end) {
        boolean wasOpen = subscription != null;
        recorder.finish(tracker);
        if (pastWindow) {
            recorder.countPastWindow(-1);
        }
        if (end.cause() != Cause.CLOSED_BY_US) {
            recorder.countError(end.cause().label(), end.detail());
        }
        lifecycle.ended(wasOpen, end);
    }
}
