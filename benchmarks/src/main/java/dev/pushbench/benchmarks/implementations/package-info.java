/**
 * The same bytes, read and written by this project and by others: is what is shipped here fast enough not to be the
 * subject of the measurement?
 *
 * <table>
 * <caption>Who reads and writes, by suite and method</caption>
 * <tr><th>suite</th><th>method</th><th>class, and how it is driven without sockets</th></tr>
 * <tr><td rowspan="3">{@link dev.pushbench.benchmarks.implementations.EventReaderBenchmark}</td>
 *     <td>{@code sseParser}</td><td>the load generator's, as {@code StreamDecoder}; data as a view</td></tr>
 * <tr><td>{@code sseParserToString}</td><td>the same, with a String of each event's data</td></tr>
 * <tr><td>{@code okhttpSse}</td><td>okhttp-sse by {@code EventSources.processResponse}, on a body that is an okio buffer;
 *     data as a String</td></tr>
 * <tr><td rowspan="3">{@link dev.pushbench.benchmarks.implementations.EventWriterBenchmark}</td>
 *     <td>{@code sseEncoder}</td><td>{@link dev.pushbench.server.wire.SseEncoder}; the payload is bytes</td></tr>
 * <tr><td>{@code sseEncoderFromString}</td><td>the same; the payload is a String first</td></tr>
 * <tr><td>{@code jettyEventSourceServlet}</td><td>the emitter of Jetty's {@code EventSourceServlet}, made with an exchange
 *     whose output stream is an array; the container's flush is left out; the payload is a String</td></tr>
 * <tr><td rowspan="4">{@link dev.pushbench.benchmarks.implementations.FrameReaderBenchmark}</td>
 *     <td>{@code webSocketDecoder}</td><td>the load generator's, as {@code StreamDecoder}; checks UTF-8, payload as a
 *     view</td></tr>
 * <tr><td>{@code webSocketDecoderToString}</td><td>the same, with a String of each message</td></tr>
 * <tr><td>{@code jettyParser}</td><td>Jetty's {@code Parser}; payload as a slice</td></tr>
 * <tr><td>{@code okhttpWebSocketReader}</td><td>okhttp's {@code WebSocketReader} on an okio buffer; a String of each
 *     message</td></tr>
 * <tr><td rowspan="2">{@link dev.pushbench.benchmarks.implementations.FrameWriterBenchmark}</td>
 *     <td>{@code jettyGenerator}</td><td>Jetty's {@code Generator}, into a direct buffer</td></tr>
 * <tr><td>{@code okhttpWebSocketWriter}</td><td>okhttp's {@code WebSocketWriter}, into an okio buffer</td></tr>
 * </table>
 *
 * <p>Parameters: {@code payloadBytes}; {@code masked} of the frame writers ({@code true}: as a client must). An operation
 * is one message. Readers get 32 messages at once, because okhttp wants a response, or a source, for them.
 *
 * <p>Jetty has no reader of event streams, and okhttp no writer. None of the methods makes the bytes of the payload; what
 * crosses from the kernel is in none of them.
 */
package dev.pushbench.benchmarks.implementations;
