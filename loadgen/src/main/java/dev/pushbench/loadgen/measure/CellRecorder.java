package dev.pushbench.loadgen.measure;

import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Everything that the subscriptions of one run record: one recorder a metric, the accounting, and the window that decides
 * what counts.
 *
 * <p>Threads: any thread records; one control thread opens and closes the window and reads.
 */
public final class CellRecorder {

    /** Of groups that are to be in no figure of this one but the arrivals; complete before the first message. */
    private final List<CellRecorder> apart = new ArrayList<>();

    /** Learnt from the first subscription's answer, before the window opens. */
    private volatile MessageFormat format = new MessageFormat(MessageFields.NONE, ClockOffset.ASSUMED_SHARED);

    private final Times counted = new Times();
    /**
     * What the warm-up records, and nobody reads. Its messages must take the same way as those of the window: code that
     * runs for the first time when the window opens is compiled in it, and its processor time would be in the figures.
     */
    private final Times rehearsed = new Times();

    private final LongAdder arrivals = new LongAdder();
    private final LongAdder inWindow = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder beforeWindow = new LongAdder();
    private final LongAdder afterWindow = new LongAdder();
    private final LongAdder pastWindow = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder heartbeats = new LongAdder();
    /** Null if any message will do. */
    private final MessageCheck check;

    /** On the target's clock, where messages have times; on ours otherwise. Nothing counts before it is set. */
    private volatile long windowStartNs = Long.MAX_VALUE;

    private volatile long windowEndNs = Long.MAX_VALUE;

    /** Null where nobody knows, or where nobody comes or goes while messages flow. */
    private volatile Due due;

    /** Null where messages do not go to all at once. */
    private volatile Deliveries deliveries;

    /** Guarded by this. */
    private final Accounting accounting = new Accounting();

    private final ErrorTable errors = new ErrorTable();

    /** Of a run that takes any message. */
    public CellRecorder() {
        this(null);
    }

    /** @param check looks at every message; null for none */
    public CellRecorder(MessageCheck check) {
        this.check = check;
    }

    /**
     * Says what the target's messages hold; before the window opens.
     *
     * @param fields where messages keep their numbers
     * @param clock of those numbers
     */
    public void expect(MessageFields fields, ClockOffset clock) {
        format = new MessageFormat(fields, clock);
        apart.forEach(group -> group.expect(fields, clock));
    }

    /** A recorder with the same format and window for a group that is recorded apart; before anything is recorded. */
    public CellRecorder apart() {
        CellRecorder group = new CellRecorder();
        apart.add(group);
        return group;
    }

    /** What the target's messages hold. */
    MessageFormat format() {
        return format;
    }

    /** Whether messages say when they were due; if not, gaps are all there is. */
    public boolean hasTimes() {
        return format.hasTimes();
    }

    /** Whether messages are numbered; if not, nobody can tell whether one is lost. */
    public boolean hasSequence() {
        return format.hasSequence();
    }

    /**
     * Says which messages count: those due from start (inclusive) to end (exclusive), on the target's clock; where
     * messages have no times, those received then.
     */
    public void window(long startNs, long endNs) {
        windowEndNs = endNs;
        windowStartNs = startNs;
        apart.forEach(group -> group.window(startNs, endNs));
    }

    /**
     * Says what the target publishes, as far as that is known; before the window opens and before any subscription ends.
     *
     * @param schedule where subscriptions come and go, or null
     * @param broadcast the messages of the window that go to all at once, or null
     */
    public void expect(Due schedule, Broadcast broadcast) {
        due = schedule;
        deliveries = broadcast == null ? null : new Deliveries(broadcast);
    }

    /** A message of the window has reached one more subscriber. */
    void delivered(long index, long responseNs) {
        Deliveries all = deliveries;
        if (all != null) {
            all.record(index, responseNs);
        }
    }

    /** When the last subscriber had each message of the broadcast, in nanoseconds; null where there is none. */
    public long[] lastDeliveriesNs() {
        return deliveries == null ? null : deliveries.lastNs();
    }

    /** Whether it is known what is due. */
    boolean knowsDue() {
        return due != null;
    }

    /** Whether a message of that time counts; counts those that do not. */
    boolean countsAt(long timeNs) {
        if (timeNs < windowStartNs) {
            beforeWindow.increment();
            return false;
        }
        if (timeNs >= windowEndNs) {
            afterWindow.increment();
            return false;
        }
        inWindow.increment();
        return true;
    }

    /** Whether something that carries no time was received in the window. */
    boolean isInWindow(long receivedNs) {
        long timeNs = format.targetNs(receivedNs);
        return timeNs >= windowStartNs && timeNs < windowEndNs;
    }

    void countHeartbeat() {
        heartbeats.increment();
    }

    /** Heartbeats received in the window so far. */
    public long heartbeats() {
        return heartbeats.sum();
    }

    void check(ByteBuffer payload) {
        if (check != null) {
            check.take(payload);
        }
    }

    /** What looked at the messages, or null. */
    public MessageCheck check() {
        return check;
    }

    boolean isPastWindow(long timeNs) {
        return timeNs >= windowEndNs;
    }

    void countPastWindow(int subscriptions) {
        pastWindow.add(subscriptions);
    }

    /** Open subscriptions that have had a message due after the window: it has little to say to them any more. */
    public long pastWindow() {
        return pastWindow.sum();
    }

    void countLate() {
        afterWindow.increment();
    }

    void countArrival() {
        arrivals.increment();
    }

    void countRepeat() {
        repeats.increment();
    }

    void countMissing(long more) {
        missing.add(more);
    }

    void countUnreadable() {
        unreadable.increment();
    }

    /** Where the times of a message go, whether it counts or not. */
    Times times(boolean counts) {
        return counts ? counted : rehearsed;
    }

    /** Records a time that has nothing to do with the window. */
    void record(Metric metric, long valueNs) {
        counted.record(metric, valueNs);
    }

    /** Takes over the accounting of a subscription that never opened. */
    synchronized void finish(SequenceTracker tracker) {
        accounting.add(tracker);
    }

    /**
     * Takes over the accounting of a subscription that is over.
     *
     * @param sinceNs from when on it was there, on {@link System#nanoTime()}
     * @param untilNs until when it should have heard what was due, likewise
     */
    synchronized void finish(SequenceTracker tracker, long sinceNs, long untilNs) {
        if (due == null) {
            accounting.add(tracker);
        } else {
            accounting.add(
                    tracker,
                    due.firstAt(Math.max(windowStartNs, format.targetNs(sinceNs))),
                    due.lastBefore(Math.min(windowEndNs, format.targetNs(untilNs))));
        }
    }

    /** Messages received so far, whether they count or not, those of groups apart too. */
    public long arrivals() {
        return arrivals.sum() + apart.stream().mapToLong(CellRecorder::arrivals).sum();
    }

    /** Messages that count received so far, repeats left out. */
    public long uniqueInWindow() {
        return inWindow.sum() - repeats.sum();
    }

    /** Numbers missing between others of the same subscription so far; null where messages are not numbered. */
    public Long missing() {
        return hasSequence() ? missing.sum() : null;
    }

    /** What was recorded since the last call; the control thread's. */
    public Histogram interval(Metric metric) {
        return counted.interval(metric);
    }

    /** Everything recorded so far; the control thread's. */
    public Histogram total(Metric metric) {
        return counted.total(metric);
    }

    /** The accounting of the subscriptions that have ended. */
    public synchronized Accounting accounting() {
        return accounting.copy();
    }

    /** What the subscriptions that have ended must have got; -1 where that is not known of each. */
    public synchronized long expected() {
        return due == null ? -1 : accounting.expected();
    }

    /** What went wrong. */
    public ErrorTable errors() {
        return errors;
    }

    /** Latencies out of range, recorded at the edge. */
    public long clamped() {
        return counted.clamped();
    }

    /** What arrived but does not count. */
    public Excluded excluded() {
        return new Excluded(beforeWindow.sum(), afterWindow.sum(), unreadable.sum());
    }
}
