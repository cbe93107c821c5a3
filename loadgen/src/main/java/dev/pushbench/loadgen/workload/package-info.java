/**
 * Opens subscriptions, holds them, and lets them come and go.
 *
 * <p>A {@link dev.pushbench.loadgen.workload.ConnectSchedule} is pure: which attempt is due when. A
 * {@link dev.pushbench.loadgen.workload.Population} follows it on the control thread, bounds how many attempts are under
 * way, and knows how many subscriptions are open.
 * {@link dev.pushbench.loadgen.workload.SlowConsumers}, pure as well, says which of them read slowly: those are a
 * {@link dev.pushbench.loadgen.workload.SlowGroup}, with a recorder of its own, and are in no figure of the others.
 *
 * <p>A {@link dev.pushbench.loadgen.workload.LoadProfile}, pure too, says how many there shall be while messages flow, and
 * what becomes of one; {@link dev.pushbench.loadgen.workload.Steering} has them come and go accordingly.
 *
 * <p>What a run does besides listening is an {@link dev.pushbench.loadgen.workload.Interaction}; each kind is a
 * {@link dev.pushbench.loadgen.workload.Conversation}, which the population tells of subscriptions that open and end, and
 * which sends in open loop on a thread of its own.
 */
package dev.pushbench.loadgen.workload;
