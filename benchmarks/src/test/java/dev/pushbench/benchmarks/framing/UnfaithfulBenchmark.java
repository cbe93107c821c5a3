package dev.pushbench.benchmarks.framing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decodes "ab" as "aB", and finds out in teardown. */
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class UnfaithfulBenchmark {

    /** What it did not give back. */
    @State(Scope.Thread)
    public static class Changed {

        private final byte[] payload = "ab".getBytes(StandardCharsets.US_ASCII);
        private final byte[] decoded = "aB".getBytes(StandardCharsets.US_ASCII);

        /** Fails. */
        @TearDown
        public void check() {
            RoundTrip.checkPayload(payload, ByteBuffer.wrap(decoded));
        }
    }

    /** What it gives back where it is not empty. */
    @State(Scope.Thread)
    public static class Lost {

        @Param({"0", "2"})
        private int payloadBytes;

        /** Fails for the empty payload. */
        @TearDown
        public void check() {
            RoundTrip.checkPayload(new byte[2], ByteBuffer.allocate(payloadBytes));
        }
    }

    /** Does as little as possible. */
    @Benchmark
    public byte[] decode(Changed message) {
        return message.decoded;
    }

    /** Likewise. */
    @Benchmark
    public int decodeSome(Lost message) {
        return message.payloadBytes;
    }
}
