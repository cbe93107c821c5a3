/**
 * Opens subscriptions and holds them.
 *
 * <p>A {@link dev.pushbench.loadgen.workload.ConnectSchedule} is pure: which attempt is due when. A
 * {@link dev.pushbench.loadgen.workload.Population} follows it on the control thread, bounds how many attempts are under
 * way, and knows how many subscriptions are open.
 *
 * <p>What a run does besides listening is an {@link dev.pushbench.loadgen.workload.Interaction}; each kind is a
 * {@link dev.pushbench.loadgen.workload.Conversation}, which the population tells of subscriptions that open and end, and
 * which sends in open loop on a thread of its own.
 */
package dev.pushbench.loadgen.workload;
