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

    /** Of messages that do not count. */
    private final Times unread = new Times();

    private final Stretch before = new Stretch(0, unread);
    private final Stretch window = new Stretch(1, new Times());
    private final Stretch after = new Stretch(0, unread);
    /** In the order of time. */
    private final Stretch[] stretches = {before, window, after};

    private final LongAdder arrivals = new LongAdder();
    private final LongAdder pastWindow = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    /** Null if any message will do. */
    private final MessageCheck check;

    /** On the target's clock. Nothing counts before it is set. */
    private volatile long windowStartNs = Long.MAX_VALUE;

    private volatile long windowEndNs = Long.MAX_VALUE;

    /** Null where nobody knows, or where nobody comes or goes while messages flow. */
    private volatile Due due;

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
        if (broadcast != null) {
            Deliveries unreadDeliveries = new Deliveries(broadcast.before());
            before.expect(unreadDeliveries);
            window.expect(new Deliveries(broadcast));
            after.expect(unreadDeliveries);
        }
    }

    /** When the last subscriber had each message of the broadcast, in nanoseconds; null where there is none. */
    public long[] lastDeliveriesNs() {
        return window.deliveries() == null ? null : window.deliveries().lastNs();
    }

    /** Whether it is known what is due. */
    boolean knowsDue() {
        return due != null;
    }

    /** Index of the account that a subscription keeps for the window. */
    int windowNumber() {
        return window.number();
    }

    /** The stretch that a message of that time belongs to; without a branch, for the reason given at {@link Stretch}. */
    Stretch stretchAt(long timeNs) {
        return stretches[(1 - isLess(timeNs, windowStartNs)) * (2 - isLess(timeNs, windowEndNs))];
    }

    /** 1 if one < two, else 0; right also where their difference overflows (Hacker's Delight, section 2-12). */
    private static int isLess(long one, long two) {
        return (int) ((one & ~two | ~(one ^ two) & one - two) >>> 63);
    }

    /** Heartbeats received in the window so far. */
    public long heartbeats() {
        return window.heartbeats();
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

    boolean isPastWindow(Stretch stretch) {
        return stretch == after;
    }

    void countPastWindow(int subscriptions) {
        pastWindow.add(subscriptions);
    }

    /** Open subscriptions that have had a message due after the window: it has little to say to them any more. */
    public long pastWindow() {
        return pastWindow.sum();
    }

    void countLate() {
        after.countMessage();
    }

    void countArrival() {
        arrivals.increment();
    }

    void countUnreadable() {
        unreadable.increment();
    }

    /** Records a time that has nothing to do with the window. */
    void record(Metric metric, long valueNs) {
        window.record(metric, valueNs);
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
        return window.messages() - window.repeats();
    }

    /** Numbers missing between others of the same subscription so far; null where messages are not numbered. */
    public Long missing() {
        return hasSequence() ? window.missing() : null;
    }

    /** What was recorded since the last call; the control thread's. */
    public Histogram interval(Metric metric) {
        return window.times().interval(metric);
    }

    /** Of what does not count, likewise. */
    public Histogram unreadInterval(Metric metric) {
        return unread.interval(metric);
    }

    /** Everything recorded so far; the control thread's. */
    public Histogram total(Metric metric) {
        return window.times().total(metric);
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
        return window.times().clamped();
    }

    /** What arrived but does not count. */
    public Excluded excluded() {
        return new Excluded(before.messages(), after.messages(), unreadable.sum());
    }
}
