/**
 * Who gets which message when.
 *
 * <p>A {@link dev.pushbench.server.publish.SendSchedule} is pure arithmetic: the index of a message in, nanoseconds
 * after the start out. A {@link dev.pushbench.server.publish.Publisher} follows it on a thread of its own, in open loop:
 * it never waits for a receiver, and a message that it sends late still says when it was due. It offers each message to
 * the {@link dev.pushbench.server.publish.Subscriber}s of a {@link dev.pushbench.server.publish.Topic}; each of them has
 * a bounded {@link dev.pushbench.server.publish.OutboundQueue} between itself and the socket.
 *
 * <p>Threads: a publisher's own thread offers, and usually writes to the socket as well; I/O threads complete writes
 * that the socket could not take at once; any thread subscribes and unsubscribes.
 *
 * <pre>{@code
 * Topic topic = topics.get("prices");
 * topic.subscribe(subscriber);
 * topic.publish(new SendSchedule(20, 100, Pattern.SPREAD, 400), System.nanoTime());
 * }</pre>
 */
package dev.pushbench.server.publish;
