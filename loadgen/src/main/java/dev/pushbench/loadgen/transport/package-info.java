/**
 * Push streams of any server, received at a cost close to what the kernel asks for.
 *
 * <h2>Concept</h2>
 *
 * <p>A {@link dev.pushbench.loadgen.transport.Transport} opens subscriptions of one cell ({@code ws/1.1}, {@code ws/2},
 * {@code sse/1.1}, {@code sse/2}, each also under TLS) against one target, and tells a
 * {@link dev.pushbench.loadgen.transport.SubscriptionListener} what comes of each: connected, open, messages, one end.
 * The protocol follows from the scheme of the URL. Nothing is retried or downgraded: a measurement must show what
 * happened. Redirects are followed, counted, and told.
 *
 * <pre>
 *   selector → SocketEndPoint ─┬─────────────→ Http1Connection → Http1Head, then Http1Body ─┬→ EventStreamReceiver → SseParser
 *                              └ TLS (Jetty) ┘ or Http2Link    → Http2Stream  ──────────────┴→ WebSocketReceiver → WebSocketDecoder
 *                                                                                               → PushStream → SubscriptionListener
 * </pre>
 *
 * <p>Jetty gives the selectors, TLS, the parser of HTTP/1.1 response heads and all of HTTP/2; its clients are not used.
 * What is read on HTTP/1.1 goes from a read buffer, of which each event loop has one, as a view to the listener: no copy,
 * no object and no lock for a message that came whole. Bytes are kept only for what is unfinished, in bounds.
 *
 * <p>A subscription can be told to read slowly, or not at all. Over HTTP/1.1 its socket is then read when a
 * {@code ReadBudget} allows it, on a timer; over HTTP/2 a {@code SlowStreamReader} keeps what its stream had credit for,
 * and {@code StreamCredit} gives no more than was read, without touching the window of the connection.
 *
 * <p>A subscription sends as well: {@code FrameWriter} writes a WebSocket's messages, pings, pongs and close, one write at
 * a time; an event stream's POSTs go beside it by {@code Http1Poster} or {@code Http2Post}. What the peer does not read or
 * answer waits in bounds.
 *
 * <p>Times are {@link System#nanoTime()}; a message has the time at which the read that completed it returned, and all
 * messages of one read have the same.
 *
 * <h2>Threads</h2>
 *
 * <p>Each of {@code selectors} event loops is one thread. A subscription belongs to one loop from its first call to its
 * last; HTTP/2 streams to the loop of their connection. Listeners are called on it and must not block. Calls from
 * outside ({@link dev.pushbench.loadgen.transport.Subscription#close}, timers) are handed to the loop. Names are looked
 * up elsewhere, so that no loop waits for DNS. {@link dev.pushbench.loadgen.transport.Transport#close} waits for the
 * loops and must not be called on one.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * TransportConfig config = TransportConfig.of(URI.create("wss://example.com/feed"), HttpVersion.HTTP_2);
 * try (Transport transport = Transports.open(config)) {
 *     for (int i = 0; i < 1000; i++) {
 *         transport.subscribe(new Recorder());
 *     }
 *     Thread.sleep(10_000);
 * }
 * }</pre>
 */
package dev.pushbench.loadgen.transport;
