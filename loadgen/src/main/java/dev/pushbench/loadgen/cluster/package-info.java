/**
 * Agents in other JVMs. A {@link dev.pushbench.loadgen.cluster.ProcessAgents} starts this program again with the hidden
 * command {@code agent}; a {@code ProcessAgent} here and an {@link dev.pushbench.loadgen.cluster.AgentService} there speak
 * over the child's stdin and stdout, one JSON object a line.
 *
 * <p>A child works as long as its stdin is open, so that it ends with its parent however that ends. Signals are the
 * parent's affair: those that a terminal sends to all of its processes do not stop a child.
 *
 * <p>Threads: an agent's calls come from one thread; a small thread reads what the child says. In the child one thread
 * reads and one works.
 *
 * <pre>{@code
 * Placement placement = new Placement(urls, 4);
 * Contents measured = new LoadGenerator(config, placement, new ProcessAgents(Main.class), Progress.NONE).run();
 * }</pre>
 */
package dev.pushbench.loadgen.cluster;
