package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void whatIsNotKnownDoesNotCount() {
        assertThat(Spread.of(Arrays.asList(null, 7.0, null))).isEqualTo(new Spread(7, 7, 7));
        assertThat(Spread.of(Arrays.asList(null, null))).isNull();
    }
}
