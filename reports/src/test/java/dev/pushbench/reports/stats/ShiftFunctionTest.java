package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShiftFunctionTest {

    private static final List<Double> THREE = List.of(50.0, 90.0, 99.0);

    /** The example that one shift cannot describe: less at the median, more in the tail. */
    @Test
    void eachPercentileHasItsOwnShift() {
        List<Double[]> first = blocks(9, scale -> 1 + scale / 100);
        List<Double[]> second = blocks(9, scale -> 1);

        ShiftFunction shift = ShiftFunction.of(THREE, times(first, 0.5, 1, 2), second);

        assertThat(shift.points()).extracting(ShiftFunction.Point::percentile).containsExactly(50.0, 90.0, 99.0);
        assertThat(shift.points().get(0).shift().shift()).isCloseTo(Math.log(0.5 * 1.04), within(1e-3));
        assertThat(shift.points().get(1).shift().shift()).isCloseTo(Math.log(1.04), within(1e-3));
        assertThat(shift.points().get(2).shift().shift()).isCloseTo(Math.log(2 * 1.04), within(1e-3));
    }

    @Test
    void theIntervalsAreAdjustedSoThatAllHoldAtOnce() {
        List<Double[]> second = blocks(9, scale -> 1);

        ShiftFunction shift = ShiftFunction.of(THREE, blocks(9, scale -> 1 + scale / 100), second);

        assertThat(shift.points())
                .allSatisfy(point -> assertThat(
                                point.shift().interval().orElseThrow().level())
                        .isGreaterThanOrEqualTo(1 - 0.05 / 3));
        assertThat(shift.level()).isBetween(0.95, 0.97);
    }

    @Test
    void tooFewBlocksGiveTheHighestLevelThatTheyCanAndSaySo() {
        ShiftFunction shift = ShiftFunction.of(THREE, blocks(6, scale -> 1 + scale / 100), blocks(6, scale -> 1));

        assertThat(shift.points())
                .allSatisfy(point -> assertThat(
                                point.shift().interval().orElseThrow().level())
                        .isEqualTo(0.96875));
        assertThat(shift.level()).isCloseTo(1 - 3 * 0.03125, within(1e-12));
    }

    @Test
    void twelvePercentilesTakeNineBlocks() {
        assertThat(HodgesLehmann.pairsNeeded(1 - 0.05 / ShiftFunction.PERCENTILES.size()))
                .isEqualTo(9);
    }

    @Test
    void whatFewerThanTenSamplesLieBeyondIsLeftOutOfItsBlockOnly() {
        List<Double[]> first = blocks(7, scale -> 2);
        List<Double[]> second = blocks(7, scale -> 1);
        first.get(3)[2] = null;
        second.get(5)[2] = null;
        second.forEach(block -> block[1] = null);

        ShiftFunction shift = ShiftFunction.of(THREE, first, second);

        assertThat(shift.points()).extracting(ShiftFunction.Point::percentile).containsExactly(50.0, 99.0);
        assertThat(shift.points()).extracting(point -> point.shift().pairs()).containsExactly(7, 5);
    }

    @Test
    void oneBlockHasEstimatesAndNoIntervals() {
        ShiftFunction shift = ShiftFunction.of(THREE, blocks(1, scale -> 2), blocks(1, scale -> 1));

        assertThat(shift.points()).hasSize(3).allSatisfy(point -> {
            assertThat(point.shift().shift()).isCloseTo(Math.log(2), within(1e-12));
            assertThat(point.shift().interval()).isEmpty();
        });
    }

    /** Bonferroni holds whatever the percentiles have to do with each other; here they are independent. */
    @Test
    void withoutADifferenceAllIntervalsHold0AsOftenAsTheLevelSays() {
        Random random = new Random(11);
        int runs = 5_000;
        int held = 0;
        double level = 0;
        for (int run = 0; run < runs; run++) {
            ShiftFunction shift = ShiftFunction.of(THREE, noise(random, 8), noise(random, 8));
            level = shift.level();
            held += shift.points().stream()
                            .allMatch(point ->
                                    point.shift().interval().orElseThrow().contains(0))
                    ? 1
                    : 0;
        }

        // Four standard errors of a share of 0.95 in 5,000.
        assertThat((double) held / runs).isGreaterThanOrEqualTo(level - 0.012);
        assertThat(level).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        List<Double[]> two = blocks(2, scale -> 1);

        assertThatThrownBy(() -> ShiftFunction.of(THREE, two, blocks(3, scale -> 1)))
                .hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> ShiftFunction.of(List.of(50.0), two, two)).hasMessageContaining("3 values for 1");
        assertThatThrownBy(() -> ShiftFunction.of(THREE, two, blocks(2, scale -> 0)))
                .hasMessageContaining("above 0: 0.0");
    }

    /** Blocks of three percentiles, each block scaled by a number of its own, from 0 up. */
    private static List<Double[]> blocks(int count, DoubleUnaryOperator ofBlock) {
        List<Double[]> blocks = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            double value = ofBlock.applyAsDouble(block);
            blocks.add(new Double[] {value, value * 3, value * 7});
        }
        return blocks;
    }

    private static List<Double[]> times(List<Double[]> blocks, double... factors) {
        return blocks.stream()
                .map(block -> IntStream.range(0, factors.length)
                        .mapToObj(i -> block[i] * factors[i])
                        .toArray(Double[]::new))
                .toList();
    }

    private static List<Double[]> noise(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(block -> random.doubles(3, 1, 2).boxed().toArray(Double[]::new))
                .toList();
    }
}
