package dev.pushbench.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.wire.MessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class SendScheduleTest {

    private static final double RATE = 20;
    private static final int PAYLOAD = 100;

    @Test
    void broadcastIsDueAtOnceForAllSubscriptions() {
        SendSchedule schedule = new SendSchedule(4, PAYLOAD, Pattern.BROADCAST, 0);

        assertThat(schedule.dueNs(3, 0, 10)).isEqualTo(750_000_000);
        assertThat(schedule.dueNs(3, 9, 10)).isEqualTo(750_000_000);
    }

    @Test
    void spreadSpacesTheSendsEvenlyAcrossSubscriptionsAndIndexes() {
        SendSchedule schedule = new SendSchedule(4, PAYLOAD, Pattern.SPREAD, 0);
        int slots = 5;

        for (int send = 0; send < 100; send++) {
            assertThat(schedule.dueNs(send / slots, send % slots, slots)).isEqualTo(send * 50_000_000L);
        }
    }

    @Test
    void theBillionthMessageIsAsExactAsTheFirst() {
        assertThat(new SendSchedule(1_000, PAYLOAD, Pattern.BROADCAST, 0).dueNs(1_000_000_000, 0, 1))
                .isEqualTo(1_000_000_000_000_000L);
        // 10^18 / 7,000 ns; adding up 142,857 ns would be 0.14 s early by now.
        assertThat(new SendSchedule(7_000, PAYLOAD, Pattern.BROADCAST, 0).dueNs(1_000_000_000, 0, 1))
                .isEqualTo(142_857_142_857_143L);
        assertThat(new SendSchedule(7_000, PAYLOAD, Pattern.SPREAD, 0).dueNs(1_000_000_000, 1, 2))
                .isEqualTo(142_857_142_928_571L);
    }

    @Property(tries = 1_000)
    void everyDueTimeOfTheFirstHundredDaysIsWithinANanosecondOfTheExactQuotient(
            @ForAll @DoubleRange(min = 0.01, max = 1_000_000) double rate,
            @ForAll @LongRange(min = 0, max = 8_640_000) long second,
            @ForAll @IntRange(min = 0, max = 9_999) int slot) {
        long index = (long) (second * rate);
        BigDecimal exact = BigDecimal.valueOf(index)
                .add(new BigDecimal(slot).divide(new BigDecimal(10_000)))
                .multiply(BigDecimal.valueOf(1_000_000_000))
                .divide(new BigDecimal(rate), MathContext.DECIMAL128);

        BigDecimal due =
                BigDecimal.valueOf(new SendSchedule(rate, PAYLOAD, Pattern.SPREAD, 0).dueNs(index, slot, 10_000));

        // Half a nanosecond of it is the rounding to a whole one.
        assertThat(due.subtract(exact).abs().setScale(3, RoundingMode.HALF_UP)).isLessThan(new BigDecimal("2.0"));
    }

    @Test
    void aScheduleWithACountEndsThereAndOneWithoutNever() {
        SendSchedule three = new SendSchedule(RATE, PAYLOAD, Pattern.BROADCAST, 3);
        assertThat(three.has(2)).isTrue();
        assertThat(three.has(3)).isFalse();
        assertThat(new SendSchedule(RATE, PAYLOAD, Pattern.BROADCAST, 0).has(Long.MAX_VALUE))
                .isTrue();
    }

    @Test
    void aWrongRateIsNamed() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1_000_001, Double.MIN_VALUE}) {
            assertThatThrownBy(() -> new SendSchedule(rate, PAYLOAD, Pattern.SPREAD, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("rate is " + rate + ": ");
        }
    }

    @Test
    void aWrongPayloadIsNamed() {
        for (int bytes : new int[] {-1, 0, MessageEncoder.MIN_PAYLOAD_BYTES - 1, (16 << 20) + 1}) {
            assertThatThrownBy(() -> new SendSchedule(RATE, bytes, Pattern.SPREAD, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("payload is " + bytes + " bytes: ")
                    .hasMessageContaining(Integer.toString(MessageEncoder.MIN_PAYLOAD_BYTES));
        }
    }

    @Test
    void aBinaryPayloadMayBeAsSmallAsItsNumbers() {
        assertThat(binary(24).payloadBytes()).isEqualTo(24);
        assertThatThrownBy(() -> binary(23))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("payload is 23 bytes: it must be from 24 ");
    }

    private static SendSchedule binary(int payloadBytes) {
        return new SendSchedule(RATE, payloadBytes, PayloadFormat.BINARY, Pattern.SPREAD, 0, List.of());
    }

    @Test
    void aMissingFormatIsNamed() {
        assertThatThrownBy(() -> new SendSchedule(RATE, PAYLOAD, null, Pattern.SPREAD, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("format is missing");
    }

    @Test
    void whatIsDerivedKeepsTheFormat() {
        SendSchedule derived = binary(24).withMessages(5).withStages(List.of(new Stage(1, 1)));

        assertThat(derived.format()).isEqualTo(PayloadFormat.BINARY);
        assertThat(derived.messages()).isEqualTo(5);
        assertThat(derived.stages()).hasSize(1);
    }

    @Test
    void aMissingPatternAndANegativeCountAreNamed() {
        assertThatThrownBy(() -> new SendSchedule(RATE, PAYLOAD, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pattern is missing");
        assertThatThrownBy(() -> new SendSchedule(RATE, PAYLOAD, Pattern.SPREAD, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("messages is -1: ");
    }
}
