package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.ResumableListener;

/** Also keeps what an event stream said about coming back. Its thread writes; the control thread reads after the end. */
final class ResumableRecorder extends SubscriptionRecorder implements ResumableListener {

    private volatile String lastEventId;
    private volatile long retryMillis = -1;

    ResumableRecorder(CellRecorder recorder, Lifecycle lifecycle, long attemptedNs) {
        super(recorder, lifecycle, attemptedNs);
    }

    @Override
    public void onResumePoint(String id, long millis) {
        lastEventId = id;
        retryMillis = millis;
    }

    /** Null for none. */
    String lastEventId() {
        return lastEventId;
    }

    /** Less than 0 if the target did not say. */
    long retryMillis() {
        return retryMillis;
    }
}
