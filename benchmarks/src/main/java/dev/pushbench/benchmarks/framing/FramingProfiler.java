package dev.pushbench.benchmarks.framing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Brings what a suite has counted into JMH's result, as secondary metrics: bytes of framing per message
 * ({@code framingBytes}), and where it compresses, bytes per message on the wire ({@code wireBytes}) and memory held per
 * connection ({@code heldBytes}). JMH's own {@code @AuxCounters} cannot: it adds events up over iterations, threads and
 * forks, and divides operations by time. A profiler's result is averaged, and the average of a constant is that constant,
 * exactly.
 *
 * <p>Runs in the forked JVM. A state says in its setup what it counted; the profiler reads it after each iteration, on
 * another thread. By hand: {@code -prof dev.pushbench.benchmarks.framing.FramingProfiler}.
 */
public final class FramingProfiler implements InternalProfiler {

    /** Of the benchmark that runs, by the metric's name. Guarded by the class. */
    private static final Map<String, ScalarResult> COUNTED = new LinkedHashMap<>();
    /** Guarded by the class. */
    private static String benchmark = "";

    /**
     * Says what the encoder under measurement added to one payload.
     *
     * @param params of the benchmark that runs, so that no later one in the same JVM reports this figure as its own
     */
    public static void measured(BenchmarkParams params, int framingBytes) {
        put(params, "framingBytes", framingBytes, "B/msg");
    }

    /**
     * Says what one message takes on the wire, framing included, where that is not payload and framing.
     *
     * @param wireBytes mean over different messages
     */
    public static void onTheWire(BenchmarkParams params, double wireBytes) {
        put(params, "wireBytes", wireBytes, "B/msg");
    }

    /** Says what memory one connection holds while it is silent. */
    public static void held(BenchmarkParams params, double heldBytes) {
        put(params, "heldBytes", heldBytes, "B/connection");
    }

    private static synchronized void put(BenchmarkParams params, String name, double value, String unit) {
        if (!benchmark.equals(params.id())) {
            benchmark = params.id();
            COUNTED.clear();
        }
        COUNTED.put(name, new ScalarResult(name, value, unit, AggregationPolicy.AVG));
    }

    private static synchronized List<ScalarResult> counted(BenchmarkParams params) {
        return benchmark.equals(params.id()) ? List.copyOf(COUNTED.values()) : List.of();
    }

    @Override
    public String getDescription() {
        return "Bytes that suites count: framing and wire per message, memory per connection";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        return counted(benchmarkParams);
    }
}
