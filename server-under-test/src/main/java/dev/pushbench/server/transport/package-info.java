/**
 * The endpoints: how a topic reaches a socket.
 *
 * <pre>
 * GET  /sse?topic=NAME      an event stream of the topic
 * GET  /ws?topic=NAME       a WebSocket of the topic, by HTTP/1.1 upgrade or by RFC 8441 over HTTP/2
 * GET  /echo                a WebSocket that sends back what it gets
 * POST /publish?topic=NAME  the body, UTF-8 text, as it is, to everyone who subscribes to the topic
 * </pre>
 *
 * <p>{@link dev.pushbench.server.transport.Endpoints} puts them together. The two halves of the comparison,
 * {@code SseSubscription} and {@code WebSocketSubscription}, are as alike as their protocols allow: the same queue, the
 * same flush policy, the same bytes of payload.
 *
 * <p>Threads: Jetty's, one at a time for each connection; writes also come from publishers' threads.
 */
package dev.pushbench.server.transport;
