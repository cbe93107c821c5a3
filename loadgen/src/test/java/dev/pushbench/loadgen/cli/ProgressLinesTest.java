package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Progress.Update;
import dev.pushbench.loadgen.cli.ProgressLines.Mode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressLinesTest {

    private final StringWriter written = new StringWriter();
    private long nowNs;

    @Test
    void plainLinesComeWithEachPhaseAndEveryFiveSeconds() {
        ProgressLines lines = lines(Mode.plain);

        for (int second = 0; second < 12; second++) {
            nowNs = TimeUnit.SECONDS.toNanos(second);
            lines.report(update(second < 1 ? Phase.WARMUP : Phase.MEASURING));
        }

        assertThat(written.toString().lines())
                .containsExactly(
                        "ws/1.1 warmup: 5/10 open, 200 msg/s, p50 0.50 ms, p99 2.50 ms, 3 errors",
                        "ws/1.1 measuring: 5/10 open, 200 msg/s, p50 0.50 ms, p99 2.50 ms, 7 lost, 3 errors",
                        "ws/1.1 measuring: 5/10 open, 200 msg/s, p50 0.50 ms, p99 2.50 ms, 7 lost, 3 errors",
                        "ws/1.1 measuring: 5/10 open, 200 msg/s, p50 0.50 ms, p99 2.50 ms, 7 lost, 3 errors");
    }

    @Test
    void eachPartOfTheWholeIsNamedAndNews() {
        ProgressLines lines = lines(Mode.plain);

        lines.part("probe 1, connections 8");
        lines.report(update(Phase.MEASURING));
        lines.part("probe 2, connections 16");
        lines.report(update(Phase.MEASURING));

        assertThat(written.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("probe 1, connections 8: ws/1.1 measuring"),
                        second -> assertThat(second).startsWith("probe 2, connections 16: ws/1.1 measuring"));
    }

    @Test
    void theBarStaysOnOneLine() {
        ProgressLines lines = lines(Mode.bar);

        lines.report(update(Phase.MEASURING));
        lines.report(update(Phase.MEASURING));
        lines.end();

        assertThat(written.toString())
                .contains("[######..................] ws/1.1")
                .startsWith("\r");
        assertThat(written.toString()
                        .lines()
                        .filter(line -> line.contains("ws/1.1"))
                        .count())
                .isEqualTo(written.toString().split("\r").length - 1L);
        assertThat(written.toString().chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void jsonIsOneObjectALineThatReadsBack() {
        Update update = update(Phase.MEASURING);

        lines(Mode.json).report(update);

        assertThat(JsonMapper.builder().build().readValue(written.toString(), Update.class))
                .isEqualTo(update);
    }

    @Test
    void noneIsSilent() {
        lines(Mode.none).report(update(Phase.MEASURING));

        assertThat(written.toString()).isEmpty();
    }

    @Test
    void theNumbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            lines(Mode.plain).report(update(Phase.MEASURING));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(written.toString()).contains("p50 0.50 ms");
    }

    private ProgressLines lines(Mode mode) {
        return new ProgressLines(mode, new PrintWriter(written), () -> nowNs);
    }

    private static Update update(Phase phase) {
        return new Update(
                phase,
                "ws/1.1",
                5,
                10,
                1_000,
                4_000,
                5_000,
                200,
                500_000L,
                2_500_000L,
                phase == Phase.WARMUP ? null : 7L,
                3);
    }
}
