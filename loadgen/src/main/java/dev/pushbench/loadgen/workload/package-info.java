/**
 * Opens subscriptions and holds them.
 *
 * <p>A {@link dev.pushbench.loadgen.workload.ConnectSchedule} is pure: which attempt is due when. A
 * {@link dev.pushbench.loadgen.workload.Population} follows it on the control thread, bounds how many attempts are under
 * way, and knows how many subscriptions are open.
 */
package dev.pushbench.loadgen.workload;
