package dev.pushbench.benchmarks.harness;

import dev.pushbench.server.wire.MessageEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a message, which the publisher makes once for each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MessageBenchmark {

    private static final long TIME_NS = 123_456_789_012_345L;

    /** Where the schedule has got to. */
    @State(Scope.Thread)
    public static class Publisher {

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        private long sequence;
        private byte[] json;

        private byte[] next() {
            long number = sequence++;
            json = MessageEncoder.encode(number, TIME_NS + number, TIME_NS + number + 1, payloadBytes);
            return json;
        }

        /** The last message holds what it should, as an independent parser reads it. */
        @TearDown
        public void check() {
            JsonNode message = JsonMapper.builder().build().readTree(json);
            long number = sequence - 1;
            if (message.path("seq").asLong() != number
                    || message.path("intended").asLong() != TIME_NS + number
                    || message.path("sent").asLong() != TIME_NS + number + 1
                    || json.length != payloadBytes) {
                throw new IllegalStateException("message " + number + " came back as " + message);
            }
        }
    }

    /** {@link MessageEncoder}: three numbers, and padding up to the payload's size. */
    @Benchmark
    public byte[] encode(Publisher publisher) {
        return publisher.next();
    }
}
