/**
 * One message to the bytes that frame it, and back.
 *
 * <table>
 * <caption>What is measured, on which classes</caption>
 * <tr><th>suite</th><th>direction</th><th>encode</th><th>decode</th><th>bytes of framing</th></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.framing.ServerFrameBenchmark}</td><td>server to client</td>
 *     <td>Jetty's {@code Generator}, fed as the server under test does</td>
 *     <td>the load generator's WebSocket decoder</td><td>2, 4, 10</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.framing.ClientFrameBenchmark}</td><td>client to server</td>
 *     <td>Jetty's {@code Generator}, with a mask</td><td>Jetty's {@code Parser}</td><td>6, 8, 14</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.framing.EventBenchmark}</td><td>server to client</td>
 *     <td>{@link dev.pushbench.server.wire.SseEncoder}</td><td>the load generator's SSE parser</td><td>8</td></tr>
 * </table>
 *
 * <p>{@link dev.pushbench.benchmarks.framing.EncodeDecodeBenchmark} has both halves in one operation.
 * {@link dev.pushbench.benchmarks.framing.TextBenchmark} varies what the text is made of.
 *
 * <p>Parameters: {@code payloadBytes}; {@code text}, the bytes that its characters take ({@code ascii}, {@code two-byte},
 * {@code four-byte}). An operation is one message. Payloads are ASCII text of one line where there is no {@code text}.
 * The sizes lie on both sides of each boundary of RFC 6455, section 5.2, and at some everyday sizes up to 1 MiB. Bytes of framing are counted in what the encoder wrote, and held
 * against the standard's arithmetic after each run; each run also proves that it gives the payload back. A run that does
 * not is an error, not a number.
 *
 * <p>Not alike, so compare with care: a frame's header is written for each subscription and its payload is never copied
 * before the socket, an event is written once for all subscriptions, payload included. Our WebSocket decoder checks
 * UTF-8, as RFC 6455 demands of text; the SSE parser and Jetty's frame parser leave that to others.
 *
 * <p>States belong to one thread each, so JMH's {@code -t} works.
 */
package dev.pushbench.benchmarks.framing;
