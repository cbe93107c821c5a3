/**
 * What a run found, as plain records, and the directory that keeps it.
 *
 * <p>A result directory is the only meeting point between those who measure and those who read: {@code result.json}
 * (a {@link dev.pushbench.reports.result.RunResult}), {@code latency.hlog} (one HdrHistogram interval log, tagged by
 * cell) and {@code report.html}; what stands beside them is the same once more, for programs that read neither. Everything here is immutable; a figure that nobody could see is {@code null}, never 0.
 * Times are nanoseconds, sizes are bytes, and the name of each component says so.
 *
 * <pre>{@code
 * RunResult run = ResultDirectory.read(Path.of("pushbench-results/latest")).run();
 * run.cells().forEach(cell -> System.out.println(cell.cell() + " " + cell.responseTime().p99Ns()));
 * }</pre>
 */
package dev.pushbench.reports.result;
