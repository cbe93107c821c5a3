/**
 * What framing costs: nanoseconds, allocated bytes and bytes on the wire for one message, on the classes that the other
 * modules run. Each suite is a class of its own, in a package by subject:
 *
 * <table>
 * <caption>Packages</caption>
 * <tr><td>{@link dev.pushbench.benchmarks.framing}</td><td>one message to the bytes that frame it, and back</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.implementations}</td><td>the same bytes through okhttp and Jetty's servlet</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.fanout}</td><td>one message to 1, 100 and 10,000 subscribers</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.binary}</td><td>a binary frame against base64 in an event</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.compression}</td><td>permessage-deflate against an event stream in gzip</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.stack}</td><td>server and client without sockets, cell by cell</td></tr>
 * <tr><td>{@link dev.pushbench.benchmarks.harness}</td><td>the load generator's and publisher's own parts</td></tr>
 * </table>
 *
 * <p>{@link dev.pushbench.benchmarks.BenchmarkRun} runs them all and makes the report.
 *
 * <p>How to run:
 *
 * <pre>{@code
 * mvn verify                                       the short profile: two minutes at most, indicative
 * mvn verify -Ppublish -pl benchmarks -am          5 forks, every parameter, two hours: figures to cite
 * mvn verify -Dpushbench.skipBenchmarks            none
 * java -jar benchmarks/target/benchmarks.jar -h    JMH with all of its options
 * java -jar benchmarks/target/benchmarks.jar Event -prof gc -prof dev.pushbench.benchmarks.framing.FramingProfiler
 * }</pre>
 *
 * <p>The Maven runs leave {@code jmh-result.json}, {@code report.html} and JMH's own log in
 * {@code benchmarks/target/pushbench}. Each fork is a JVM of its own with the flags that a JVM has by default.
 *
 * <p>What the numbers do not show:
 *
 * <ul>
 *   <li>The network, system calls, and copies that the kernel makes. A system call costs more than any framing here.
 *   <li>Everything between codec and socket: queues, locks, callbacks, flushing; all but the stack's suite.
 *       {@code pushbench compare} measures that, as CPU per message.
 *   <li>What both ride on: HTTP/1.1 chunks around events, HTTP/2 DATA frames, TLS records, TCP segments.
 *   <li>Cold caches and mixed work. One message is encoded or decoded again and again, so its bytes are in the cache, the
 *       branches are predicted and the compiler has seen one kind of message only.
 *   <li>Messages in pieces. What is decoded lies whole in one buffer; a real read buffer holds 64 KiB in the load
 *       generator and 4 KiB in Jetty's WebSocket server, and a larger message comes in several reads and is gathered.
 * </ul>
 */
package dev.pushbench.benchmarks;
