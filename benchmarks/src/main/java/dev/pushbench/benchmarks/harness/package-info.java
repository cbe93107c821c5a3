/**
 * The harness's own parts: what they cost is in every figure that it measures.
 *
 * <table>
 * <caption>What is measured, by suite</caption>
 * <tr><th>suite</th><th>operation</th><th>parameters</th></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.harness.RecorderBenchmark}</td><td>one message, from the transport's call to the
 *     histograms: field scanner, sequence tracker, recorders</td>
 *     <td>{@code fields}: {@code none}, {@code sequence} or {@code all} of them; {@code arrival}: {@code in-order} or
 *     {@code swapped}; {@code payloadBytes}</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.harness.MessageBenchmark}</td><td>the JSON of one message, on the server</td>
 *     <td>{@code payloadBytes}</td></tr>
 * </table>
 *
 * <p>The decoders before the recorder are in {@link dev.pushbench.benchmarks.framing} and
 * {@link dev.pushbench.benchmarks.compression}.
 */
package dev.pushbench.benchmarks.harness;
