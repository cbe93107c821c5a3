/**
 * Opens subscriptions and holds them.
 *
 * <p>A {@link dev.pushbench.loadgen.workload.ConnectSchedule} is pure: which attempt is due when. A
 * {@link dev.pushbench.loadgen.workload.Population} follows it on the control thread, bounds how many attempts are under
 * way, and knows how many subscriptions are open.
 * {@link dev.pushbench.loadgen.workload.SlowConsumers}, pure as well, says which of them read slowly: those are a
 * {@link dev.pushbench.loadgen.workload.SlowGroup}, with a recorder of its own, and are in no figure of the others.
 */
package dev.pushbench.loadgen.workload;
