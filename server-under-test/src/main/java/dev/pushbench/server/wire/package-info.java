/**
 * The bytes of a message, the same over every transport, and how an event stream frames them.
 *
 * <p>A message is one JSON object: {@code {"seq":17,"intended":123456789,"sent":123456790,"pad":"xxxx"}}. WebSocket
 * carries it as the payload of one text frame, whose header Jetty writes; SSE carries it as one event, which
 * {@link dev.pushbench.server.wire.SseEncoder} writes. In binary it is the same three numbers, big-endian in 8 bytes each,
 * and then raw bytes: one binary frame, or an event whose data is the base64 of it
 * ({@link dev.pushbench.server.wire.PayloadFormat}). A {@link dev.pushbench.server.wire.PushMessage} holds both forms,
 * each made at most once, so that a broadcast to 10,000 subscriptions encodes once and shares the bytes.
 *
 * <p>Everything here is immutable or confined to the caller, and safe to share between threads.
 *
 * <pre>{@code
 * PushMessage message = PayloadFormat.TEXT.encode(17, intendedNs, System.nanoTime(), 100);
 * ByteBuffer event = message.sseEvent(); // data: {"seq":17,…}\n\n
 * }</pre>
 */
package dev.pushbench.server.wire;
