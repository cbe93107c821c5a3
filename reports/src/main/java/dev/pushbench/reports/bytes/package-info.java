/**
 * How many bytes a message takes on the wire, and where they go: the standards' arithmetic, layer by layer.
 *
 * <p>A {@link dev.pushbench.reports.bytes.Wire} is a list of layers from the message outwards, such as WebSocket frame,
 * HTTP/2 DATA frame, TLS record. Each layer is a {@link dev.pushbench.reports.bytes.Framing}: given the length of what
 * it carries, it says how many bytes it adds, and in how many units. What it adds is content to the next. The cells of
 * a comparison have a wire each; any layer of it can be changed or added, such as a mask, an id or TCP/IP.
 *
 * <table>
 * <caption>Bytes around a payload of n bytes</caption>
 * <tr><th>layer</th><th>bytes</th><th>from</th></tr>
 * <tr><td>WebSocket frame, server to client</td><td>2; 4 from 126 on; 10 from 65,536 on</td>
 *     <td>RFC 6455, 5.2</td></tr>
 * <tr><td>WebSocket frame, client to server</td><td>6; 8; 14</td><td>RFC 6455, 5.2</td></tr>
 * <tr><td>SSE event of one line</td><td>8; 6 more a further line</td><td>WHATWG HTML, 9.2.5</td></tr>
 * <tr><td>base64</td><td>a third of n, rounded up to 4 characters for 3 bytes</td><td>RFC 4648, 4</td></tr>
 * <tr><td>HTTP/1.1 chunk</td><td>4, and the hexadecimal digits of the event's length</td><td>RFC 9112, 7.1</td></tr>
 * <tr><td>HTTP/2 DATA frame</td><td>9 for each 16,384 bytes</td><td>RFC 9113, 4.1</td></tr>
 * <tr><td>TLS 1.3 record</td><td>22 for each 16,384 bytes; in Java 38 for each 16,367</td><td>RFC 8446, 5.2</td></tr>
 * <tr><td>TCP/IPv4 segment</td><td>52 for each 1,448 bytes</td><td>RFC 9293, 3.1</td></tr>
 * </table>
 *
 * <p>WebSocket over HTTP/1.1 rides on no chunk. Compression is not here: what it leaves depends on the content.
 *
 * <p>Everything is an immutable value or a pure function, and may be used by any thread.
 *
 * <pre>{@code
 * Wire wire = Wire.toClient(CellName.parse("sse/1.1+tls"), Content.TEXT).orElseThrow();
 * WireBytes bytes = wire.bytes(94);                          // event 8, chunk 6, record 38
 * bytes.framing();                                           // 8
 * bytes.total();                                             // 146
 * wire.with(TcpSegments.ETHERNET_IPV4).bytes(94).total();    // 198
 * wire.upTo(Layer.SSE_EVENT).crossover(0.01);                // 801: from there on the event's 8 are below 1 %
 * }</pre>
 */
package dev.pushbench.reports.bytes;
