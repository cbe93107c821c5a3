package dev.pushbench.benchmarks.framing;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Brings the bytes of framing per message into JMH's result, as the secondary metric {@code framingBytes}. JMH's own
 * {@code @AuxCounters} cannot: it adds events up over iterations, threads and forks, and divides operations by time. A
 * profiler's result is averaged, and the average of a constant is that constant, exactly.
 *
 * <p>Runs in the forked JVM. A state says in its setup what it measured; the profiler reads it after each iteration, on
 * another thread. By hand: {@code -prof dev.pushbench.benchmarks.framing.FramingProfiler}.
 */
public final class FramingProfiler implements InternalProfiler {

    private record Measured(String benchmark, int bytes) {}

    private static volatile Measured measured;

    /**
     * Says what the encoder under measurement added to one payload.
     *
     * @param params of the benchmark that runs, so that no later one in the same JVM reports this figure as its own
     */
    static void measured(BenchmarkParams params, int framingBytes) {
        measured = new Measured(params.id(), framingBytes);
    }

    @Override
    public String getDescription() {
        return "Bytes of framing per message";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        Measured last = measured;
        if (last == null || !last.benchmark().equals(benchmarkParams.id())) {
            return List.of();
        }
        return List.of(new ScalarResult("framingBytes", last.bytes(), "B/msg", AggregationPolicy.AVG));
    }
}
