package dev.pushbench.loadgen.measure;

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
    /** After any run, and far enough from overflow that a clock's offset can be added. */
    private static final long FOREVER = Long.MAX_VALUE / 2;
    /** A target may answer first, and enter the subscription in its list a moment later. */
    private static final long SETTLE_NS = 1_000_000_000;

    private final CellRecorder recorder;
    private final Lifecycle lifecycle;
    private final long attemptedNs;
    /** By the stretch's number. */
    private final Account[] accounts = {new Account(), new Account()};

    private long lastHeartbeatNs = NONE;
    private boolean heard;
    /** A message that was due after the window has come, so those due in it have as well, unless one is overtaken. */
    private boolean pastWindow;

    private volatile Subscription subscription;
    private volatile boolean closing;
    private long openedNs;
    /** It is to hear what is due before, on the target's clock, and then to end. */
    private volatile long leaveNs = Long.MAX_VALUE;
    /** When it heard something last, since it was told to leave. */
    private volatile long lastHeardNs;
    /** Until when it should have heard what was due, on {@link System#nanoTime()}; NONE: until it ended. */
    private volatile long heardUntilNs = NONE;

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

    /** Ends the subscription now, or as soon as it opens. */
    public void close() {
        closing = true;
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Ends the subscription once it has heard what was due until now, where the target's messages tell; at once
     * otherwise. {@link #close} must follow when it has heard nothing for a while, because there may be nothing more.
     */
    public void leave(long nanoTime) {
        heardUntilNs = nanoTime;
        lastHeardNs = nanoTime;
        if (recorder.knowsDue()) {
            leaveNs = recorder.format().targetNs(nanoTime);
        } else {
            close();
        }
    }

    /** When it heard something last, or was told to {@link #leave}. */
    public long lastHeardNs() {
        return lastHeardNs;
    }

    /** Ends the subscription now; what is on its way to it is not missed. */
    public void drop() {
        heardUntilNs = attemptedNs;
        close();
    }

    @Override
    public void onConnected(long nanoTime) {
        recorder.record(Metric.CONNECT_TIME, nanoTime - attemptedNs);
    }

    @Override
    public void onOpen(Subscription opened, String serverHeader, long nanoTime) {
        subscription = opened;
        openedNs = nanoTime;
        recorder.record(Metric.HEADERS_TIME, nanoTime - attemptedNs);
        lifecycle.opened(opened, serverHeader);
        if (closing) {
            opened.close();
        }
    }

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        recorder.countArrival();
        if (!heard) {
            heard = true;
            recorder.record(Metric.FIRST_MESSAGE, receivedNs - attemptedNs);
        }
        recorder.check(payload);
        MessageFormat format = recorder.format();
        if (format.hasTimes()) {
            onTimedMessage(format, payload, receivedNs);
        } else {
            onUntimedMessage(format, payload, receivedNs);
        }
    }

    private void onUntimedMessage(MessageFormat format, ByteBuffer payload, long receivedNs) {
        // Nothing to look for, nothing to read.
        MessageScanner scanner = format.hasSequence() ? format.scan(payload) : null;
        if (!isReadable(format, scanner)) {
            recorder.countUnreadable();
        } else {
            Stretch stretch = recorder.stretchAt(format.targetNs(receivedNs));
            stretch.countMessage();
            recordGap(stretch, receivedNs);
            account(stretch, format, scanner);
        }
    }

    /** A message that lacks any of the fields it should have is in no figure: half of it would not add up. */
    private static boolean isReadable(MessageFormat format, MessageScanner scanner) {
        return !(format.hasTimes() && scanner.intendedNs() == MessageScanner.ABSENT
                || format.hasSequence() && scanner.sequence() == MessageScanner.ABSENT);
    }

    private void onTimedMessage(MessageFormat format, ByteBuffer payload, long receivedNs) {
        MessageScanner scanner = format.scan(payload);
        if (!isReadable(format, scanner)) {
            recorder.countUnreadable();
            return;
        }
        long intendedNs = scanner.intendedNs();
        if (leaveNs != Long.MAX_VALUE) {
            lastHeardNs = receivedNs;
            if (intendedNs >= leaveNs) {
                recorder.countLate();
                close();
                return;
            }
        }
        Stretch stretch = recorder.stretchAt(intendedNs);
        stretch.countMessage();
        account(stretch, format, scanner);
        if (!pastWindow && recorder.isPastWindow(stretch)) {
            pastWindow = true;
            recorder.countPastWindow(1);
        }
        long receivedTargetNs = format.targetNs(receivedNs);
        stretch.delivered(scanner.sequence(), receivedTargetNs - intendedNs);
        stretch.record(Metric.RESPONSE_TIME, receivedTargetNs - intendedNs);
        long sentNs = scanner.sentNs();
        if (sentNs != MessageScanner.ABSENT) {
            stretch.record(Metric.SERVICE_TIME, receivedTargetNs - sentNs);
            stretch.record(Metric.SCHEDULE_LAG, sentNs - intendedNs);
        }
    }

    private void account(Stretch stretch, MessageFormat format, MessageScanner scanner) {
        if (!format.hasSequence()) {
            return;
        }
        Account account = accounts[stretch.number()];
        if (!account.tracker.take(scanner.sequence())) {
            stretch.countRepeat();
        }
        long missingNow = account.tracker.missing();
        if (missingNow != account.missing) {
            stretch.countMissing(missingNow - account.missing);
            account.missing = missingNow;
        }
    }

    private void recordGap(Stretch stretch, long receivedNs) {
        Account account = accounts[stretch.number()];
        if (account.lastReceivedNs != NONE) {
            stretch.record(Metric.GAP, receivedNs - account.lastReceivedNs);
        }
        account.lastReceivedNs = receivedNs;
    }

    @Override
    public void onHeartbeat(long receivedNs) {
        Stretch stretch = recorder.stretchAt(recorder.format().targetNs(receivedNs));
        stretch.countHeartbeat();
        if (lastHeartbeatNs != NONE) {
            stretch.record(Metric.HEARTBEAT_GAP, receivedNs - lastHeartbeatNs);
        }
        lastHeartbeatNs = receivedNs;
    }

    /** A ping of ours has the time in it; anything else was not asked for. */
    @Override
    public void onPong(ByteBuffer payload, long receivedNs) {
        if (payload.remaining() == Long.BYTES) {
            recorder.stretchAt(recorder.format().targetNs(receivedNs))
                    .record(Metric.PING_TIME, receivedNs - payload.getLong(payload.position()));
        }
    }

    @Override
    public void onEnd(SubscriptionEnd end) {
        boolean wasOpen = subscription != null;
        SequenceTracker tracker = accounts[recorder.windowNumber()].tracker;
        if (wasOpen) {
            recorder.finish(tracker, openedNs + SETTLE_NS, heardUntilNs(end));
        } else {
            recorder.finish(tracker);
        }
        if (pastWindow) {
            recorder.countPastWindow(-1);
        }
        if (end.cause() != Cause.CLOSED_BY_US) {
            recorder.errors().count(end.cause().label(), end.detail());
        }
        lifecycle.ended(wasOpen, end);
    }

    /** One that was closed without having been told to leave was there until the end of the window. */
    private long heardUntilNs(SubscriptionEnd end) {
        if (heardUntilNs != NONE) {
            return heardUntilNs;
        }
        return end.cause() == Cause.CLOSED_BY_US ? FOREVER : System.nanoTime();
    }

    /** What it has heard in a stretch. */
    private static final class Account {

        private final SequenceTracker tracker = new SequenceTracker();
        private long lastReceivedNs = NONE;
        /** What the stretch knows of this subscription's missing numbers. */
        private long missing;
    }
}
