/**
 * What measures. The way in is {@link dev.pushbench.loadgen.LoadGenerator}: one population of subscriptions against one
 * target, from the first connection to a finished result.
 *
 * <p>Packages: {@code transport} gets messages off the wire, {@code measure} makes figures of them, {@code workload}
 * opens and holds subscriptions, {@code experiment} puts cells side by side in fresh JVMs, {@code cli} is the command
 * line.
 *
 * <p>Threads: the caller of {@code run} is the control thread; it paces, samples once a second and evaluates. Event-loop
 * threads only receive and record.
 *
 * <pre>{@code
 * LoadConfig config = LoadConfig.of(TransportConfig.of(URI.create("ws://127.0.0.1:8080/ws"), HttpVersion.HTTP_1_1));
 * Contents measured = new LoadGenerator(config, Progress.NONE).run();
 * }</pre>
 */
package dev.pushbench.loadgen;
