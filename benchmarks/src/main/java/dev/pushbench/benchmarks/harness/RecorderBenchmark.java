package dev.pushbench.benchmarks.harness;

import dev.pushbench.loadgen.measure.Accounting;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.server.wire.MessageEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the load generator does with a message once a transport has it: {@link SubscriptionRecorder} and the
 * {@link CellRecorder} behind it. By {@code fields} more of its parts take part: without fields a gap is recorded; with
 * {@code sequence} the field scanner looks for one number and the sequence tracker takes it; with {@code all} three
 * numbers are looked for and three times recorded. The sequence is counted up in the bytes of the message, which costs 1
 * or 2 ns and is in all figures.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RecorderBenchmark {

    /** Eighteen digits: however often it is counted up, the number keeps its length. */
    private static final long FIRST_SEQUENCE = 100_000_000_000_000_000L;

    private static final long INTENDED_NS = 1_000_000_000;
    private static final long RECEIVED_NS = INTENDED_NS + 250_000;

    /** One subscription in the middle of its window. */
    @State(Scope.Thread)
    public static class Heard {

        @Param({"none", "sequence", "all"})
        private String fields;

        /** {@code swapped}: each pair of messages comes in the wrong order, so that the tracker has gaps to fill. */
        @Param({"in-order", "swapped"})
        private String arrival;

        @Param({"128", "1024"})
        private int payloadBytes;

        private final CellRecorder recorder = new CellRecorder();
        private final SubscriptionRecorder subscription =
                new SubscriptionRecorder(recorder, new Unattended(), INTENDED_NS);
        private long heard;
        private ByteBuffer first;
        private ByteBuffer second;

        /** Two messages, of which each stands for every second one. */
        @Setup
        public void setUp() {
            MessageFields named = switch (fields) {
                case "none" -> MessageFields.NONE;
                case "sequence" ->
                    new MessageFields("seq", null, null, MessageFields.TimeUnit.NS, MessageFields.Clock.MONOTONIC);
                default -> MessageFields.OF_PUSHBENCH;
            };
            recorder.expect(named, ClockOffset.ASSUMED_SHARED);
            recorder.window(0, Long.MAX_VALUE / 2);
            boolean inOrder = arrival.equals("in-order");
            first = message(FIRST_SEQUENCE + (inOrder ? 0 : 1));
            second = message(FIRST_SEQUENCE + (inOrder ? 1 : 0));
        }

        private ByteBuffer message(long sequence) {
            byte[] json = MessageEncoder.encode(sequence, INTENDED_NS, INTENDED_NS + 10_000, payloadBytes);
            return ByteBuffer.allocateDirect(payloadBytes).put(json).flip();
        }

        private void hearTwo() {
            subscription.onMessage(first, RECEIVED_NS);
            subscription.onMessage(second, RECEIVED_NS);
            countUpByTwo(first);
            countUpByTwo(second);
            heard += 2;
        }

        private static void countUpByTwo(ByteBuffer message) {
            int at = LAST_DIGIT;
            int digit = message.get(at) + 2;
            while (digit > '9') {
                message.put(at, (byte) (digit - 10));
                digit = message.get(--at) + 1;
            }
            message.put(at, (byte) digit);
        }

        /** Every message was heard, and the accounting says of their order what it was. */
        @TearDown
        public void check() {
            subscription.onEnd(new SubscriptionEnd(SubscriptionEnd.Cause.CLOSED_BY_US, "closed by us"));
            Accounting accounting = recorder.accounting();
            long numbered = recorder.hasSequence() ? heard : 0;
            long swapped = arrival.equals("swapped") ? numbered / 2 : 0;
            if (recorder.arrivals() != heard
                    || accounting.received() != numbered
                    || accounting.reordered() != swapped
                    || accounting.duplicated() != 0
                    || accounting.missing() != 0
                    || recorder.excluded().unreadable() != 0) {
                throw new IllegalStateException("of " + heard + " messages " + recorder.arrivals() + " arrived, "
                        + accounting.received() + " were numbered, " + accounting.reordered() + " reordered, "
                        + accounting.duplicated() + " duplicated and " + accounting.missing() + " missing");
            }
        }
    }

    private static final int LAST_DIGIT = "{\"seq\":".getBytes(StandardCharsets.US_ASCII).length
            + String.valueOf(FIRST_SEQUENCE).length()
            - 1;

    private static final class Unattended implements SubscriptionRecorder.Lifecycle {

        @Override
        public void opened(Subscription subscription, String serverHeader) {}

        @Override
        public void ended(boolean wasOpen, SubscriptionEnd end) {}
    }

    /** One message; it is heard twice in a row because order takes two. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long record(Heard subscription) {
        subscription.hearTwo();
        return subscription.heard;
    }
}
