package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.SearchResult;
import java.util.function.Function;

/**
 * A figure of an arm in one block.
 *
 * @param name as a reader knows it
 * @param of the arm's result; null where that does not tell. Times are nanoseconds, sizes bytes
 */
public record Metric(String name, Function<CellResult, Double> of) {

    public static final Metric RESPONSE_P50 =
            time("response time p50", CellResult::responseTime, LatencySummary::p50Ns);
    public static final Metric RESPONSE_P99 =
            time("response time p99", CellResult::responseTime, LatencySummary::p99Ns);
    public static final Metric OPENING_P50 =
            time("time until a subscription is open, p50", CellResult::headersTime, LatencySummary::p50Ns);

    /** In a second, while they were being opened. */
    public static final Metric CONNECT_RATE =
            new Metric("subscriptions opened per second", CellResult::connectsPerSecond);

    /** User and kernel, JIT and GC included. */
    public static final Metric SERVER_CPU =
            new Metric("CPU per message, server", cell -> cpu(cell, Cpu::serverNsPerMessage));

    public static final Metric CLIENT_CPU =
            new Metric("CPU per message, client", cell -> cpu(cell, Cpu::clientNsPerMessage));

    /** All that crosses the client's sockets inwards. */
    public static final Metric BYTES = new Metric("bytes per message", CellResult::bytesPerMessage);

    /** Both directions of a round trip. */
    static final Metric BYTES_BOTH_WAYS = new Metric("bytes per round trip, both directions", cell -> {
        Double in = cell.bytesPerMessage();
        Double out = cell.exchange() == null ? null : cell.exchange().bytesSentPerMessage();
        return in == null || out == null ? null : Double.valueOf(in + out);
    });

    /** What a search for the largest load came to; null where it ended before any larger one had missed. */
    public static final Metric FOUND = new Metric("largest load within the limits", cell -> {
        SearchResult search = cell.search();
        return search == null || search.found() == null || search.missed() == null
                ? null
                : Double.valueOf(search.found().doubleValue());
    });

    public static final Metric SERVER_HEAP =
            new Metric("server heap per connection", cell -> memory(cell, Memory::serverHeapBytesPerConnection));

    public static final Metric SERVER_RSS =
            new Metric("server resident set per connection", cell -> memory(cell, Memory::serverRssBytesPerConnection));

    static final Metric KERNEL =
            new Metric("kernel memory per connection", cell -> memory(cell, Memory::kernelBytesPerConnection));

    /**
     * What a server's machine must have for it: the process and the kernel. Both ends of a connection are on one machine
     * here, and the kernel has as much for one as for the other, so that half of it is the server's.
     */
    public static final Metric SERVER_MEMORY =
            new Metric("server memory per connection, half of the kernel's included", cell -> {
                Double process = SERVER_RSS.of.apply(cell);
                Double kernel = KERNEL.of.apply(cell);
                return process == null || kernel == null ? null : Double.valueOf(process + kernel / 2);
            });

    private static Metric time(
            String name, Function<CellResult, LatencySummary> times, Function<LatencySummary, Long> percentile) {
        return new Metric(name, cell -> {
            LatencySummary summary = times.apply(cell);
            Long ns = summary == null ? null : percentile.apply(summary);
            return ns == null ? null : Double.valueOf(ns);
        });
    }

    private static Double cpu(CellResult cell, Function<Cpu, Double> figure) {
        return cell.cpu() == null ? null : figure.apply(cell.cpu());
    }

    private static Double memory(CellResult cell, Function<Memory, Double> figure) {
        return cell.memory() == null ? null : figure.apply(cell.memory());
    }

    /** What all subscriptions of an arm take, of a figure per connection; the first one is there before it grows. */
    Metric ofAll() {
        return new Metric(name + ", all together", cell -> {
            Double each = of.apply(cell);
            return each == null ? null : Double.valueOf(each * (cell.connections() - 1));
        });
    }
}
