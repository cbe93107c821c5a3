/**
 * One message to many subscriptions: what sharing its bytes is worth.
 *
 * <table>
 * <caption>What an operation does for each subscriber, by method and {@code share}</caption>
 * <tr><th>method</th><th>{@code once}</th><th>{@code each}</th></tr>
 * <tr><td>{@code eventStream}</td><td>a view of the one event</td><td>JSON and event of its own</td></tr>
 * <tr><td>{@code webSocket}</td><td>a view of the one JSON; frame object and header of its own</td>
 *     <td>JSON, frame object and header of its own</td></tr>
 * </table>
 *
 * <p>Parameters of {@link dev.pushbench.benchmarks.fanout.FanOutBenchmark}: {@code subscribers}, {@code share},
 * {@code payloadBytes}. An operation is one message to <em>all</em> of them, so nanoseconds and allocated bytes are for the
 * whole audience; bytes of framing are for one. {@code once} is what the server under test does.
 */
package dev.pushbench.benchmarks.fanout;
