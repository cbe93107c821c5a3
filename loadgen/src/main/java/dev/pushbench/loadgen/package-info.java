/**
 * What measures. The way in is {@link dev.pushbench.loadgen.LoadGenerator}: subscriptions to one target or
 * several, from the first connection to a finished result. It coordinates {@link dev.pushbench.loadgen.Agent}s, of which
 * each opens and measures a part; what they recorded adds up to one result, whether they work in this JVM or in others.
 * A run may have several {@link dev.pushbench.loadgen.LoadGroup}s at the same time: each has agents of its own, and becomes
 * a cell of the result.
 *
 * <p>Packages: {@code transport} gets messages off the wire, {@code measure} makes figures of them, {@code workload}
 * opens and holds subscriptions, {@code cluster} has agents in JVMs of their own, {@code limits} knows what
 * the machine allows, {@code experiment} puts cells side by side in fresh JVMs, {@code cli} is the command line.
 *
 * <p>Threads: the caller of {@code run} is the control thread; it coordinates, reports and evaluates. Each agent has a thread
 * that paces and samples once a second. Event-loop threads only receive and record.
 *
 * <pre>{@code
 * URI url = URI.create("ws://127.0.0.1:8080/ws");
 * LoadConfig config = new LoadConfig(
 *         TransportConfig.of(url, HttpVersion.HTTP_1_1), 100, new ConnectSchedule(0), warmup, duration, push, true, null, null);
 * Contents measured = new LoadGenerator(config, Progress.NONE).run();
 * }</pre>
 */
package dev.pushbench.loadgen;
