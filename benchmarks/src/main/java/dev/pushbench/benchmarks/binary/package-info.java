/**
 * Bytes that are no text, over both protocols.
 *
 * <table>
 * <caption>What is measured, on which classes</caption>
 * <tr><th>method of {@link dev.pushbench.benchmarks.binary.BinaryBenchmark}</th><th>classes</th><th>bytes added</th></tr>
 * <tr><td>{@code encodeFrame}</td><td>Jetty's {@code Generator}</td><td>2, 4, 10</td></tr>
 * <tr><td>{@code encodeBase64Event}</td><td>the JDK's base64, {@link dev.pushbench.server.wire.SseEncoder}</td>
 *     <td>8, and a third of the payload</td></tr>
 * <tr><td>{@code decodeFrame}</td><td>the load generator's WebSocket decoder</td><td></td></tr>
 * <tr><td>{@code decodeBase64Event}</td><td>the load generator's SSE parser, the JDK's base64</td><td></td></tr>
 * </table>
 *
 * <p>Parameter: {@code payloadBytes}, of random bytes. An operation is one message. Both encoders end with the bytes in one
 * direct buffer, so that the copy which base64 cannot do without is made on both sides.
 */
package dev.pushbench.benchmarks.binary;
