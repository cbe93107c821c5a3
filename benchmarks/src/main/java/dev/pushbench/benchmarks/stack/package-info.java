/**
 * One message through everything but the network.
 *
 * <p>The server is the server under test's own: topic, outbound queue, endpoints, with the HTTP/1.1 and HTTP/2 connections
 * that it uses on its sockets, here on Jetty's {@code MemoryConnector}. The client is Jetty's, because the load generator's
 * reads from sockets only (its event loops are selectors); event streams go through the load generator's parser.
 *
 * <p>Parameters of {@link dev.pushbench.benchmarks.stack.StackBenchmark}: {@code cell}, {@code payloadBytes}. An operation
 * is one message to one subscription, until the client has it; then the next one follows, so what is measured is a
 * latency, with the hand-over between threads in it where Jetty makes one, and {@code B/op} is what both sides allocate on
 * the benchmark's thread or any other. Memory in place of sockets costs two copies and an object or two for each write.
 */
package dev.pushbench.benchmarks.stack;
