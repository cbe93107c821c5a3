/**
 * Compression of single messages: permessage-deflate (RFC 7692) against an event stream in gzip that is flushed after each
 * event. Both are deflate (RFC 1951); they differ in framing, in what they remember, and in the level that their makers
 * chose, which is zlib's default in both.
 *
 * <table>
 * <caption>What is measured, on which classes</caption>
 * <tr><th>suite</th><th>method</th><th>classes</th></tr>
 * <tr><td rowspan="2">{@link dev.pushbench.benchmarks.compression.CompressedFrameBenchmark}</td><td>{@code deflate}</td>
 *     <td>Jetty's {@code PerMessageDeflateExtension} and {@code Generator}, as with {@code serve --deflate}</td></tr>
 * <tr><td>{@code inflate}</td><td>the load generator's WebSocket decoder, as with {@code load --deflate}</td></tr>
 * <tr><td rowspan="2">{@link dev.pushbench.benchmarks.compression.CompressedEventBenchmark}</td><td>{@code gzip}</td>
 *     <td>{@link dev.pushbench.server.wire.SseEncoder}, the JDK's {@code GZIPOutputStream} with sync flush</td></tr>
 * <tr><td>{@code gunzip}</td><td>the load generator's decoder of event streams, as with {@code load --gzip}</td></tr>
 * </table>
 *
 * <p>Parameters: {@code payloadBytes}; {@code takeover} of the frames ({@code true}: a message may refer to those before
 * it). An event stream has no such choice: it is one gzip stream. Payloads are JSON whose numbers are random;
 * different ones of 64 KiB together take turns.
 *
 * <p>Beside time and allocation there are {@code wireBytes}, the mean of what a message takes with its framing, and
 * {@code heldBytes}, what a silent connection keeps on that side; {@code HeldMemory} says how it is counted. Without
 * takeover Jetty's extension holds a compressor from its pool all the same, of which less has been written to.
 */
package dev.pushbench.benchmarks.compression;
