/**
 * What a subscription hears becomes figures: recorders, accounting, clocks, and the health of this program itself.
 *
 * <p>A {@link dev.pushbench.loadgen.measure.SubscriptionRecorder} listens to one subscription. It finds the fields of a
 * message by scanning bytes, decides by the message's <em>intended</em> time whether it belongs to the measurement
 * window, and hands the times to the {@link dev.pushbench.loadgen.measure.CellRecorder} that all subscriptions of a run
 * share. Warm-up needs no reset: what was due before the window is recorded apart, where nobody reads it.
 *
 * <p>Threads: one subscription is heard on one thread at a time; recorders take values from any thread; a control thread
 * reads them and opens and closes the window. No allocation for each message.
 */
package dev.pushbench.loadgen.measure;
