package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.workload.SlowConsumers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "500, 500", "10k, 10000", "2M, 2000000"})
    void countsTakeSuffixes(String text, int count) {
        assertThat(new CountConverter().convert(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "k", "1.5", "10kk", "9999999999", "9999m", "ten"})
    void whatIsNoCountIsNamed(String text) {
        assertThatThrownBy(() -> new CountConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.2, 0.2", "20, 20", "10k, 10000", "9900/s, 9900"})
    void ratesTakeFractionsAndSuffixes(String text, double rate) {
        assertThat(new RateConverter().convert(text)).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "NaN", "1e5", "fast"})
    void whatIsNoRateIsNamed(String text) {
        assertThatThrownBy(() -> new RateConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "10, 10000", "2m, 120000", "1h, 3600000"})
    void timesTakeUnits(String text, long millis) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1.5s", "5d", "soon", "99999999999s"})
    void whatIsNoTimeIsNamed(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "1%:stop, 10000, 0",
        "0.5%:10KBps, 5000, 10000",
        "99.9999%:1.5MBps, 999999, 1500000",
        "5%:500Bps, 50000, 500",
        "5%:2kBps, 50000, 2000"
    })
    void slowConsumersAreAShareAndWhatTheyDo(String text, int partsPerMillion, long bytesPerSecond) {
        assertThat(new SlowConverter().convert(text))
                .isEqualTo(new SlowConsumers.Group(partsPerMillion, bytesPerSecond));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stop",
                "5:stop",
                "-1%:stop",
                "0%:stop",
                "100%:stop",
                "120%:stop",
                "999999%:stop",
                "5%:",
                "5%:fast",
                "5%:0Bps",
                "5%:0.5Bps",
                "5%:10KB",
                "5%:2000MBps",
                "5%:999999999999MBps"
            })
    void whatAreNoSlowConsumersIsNamed(String text) {
        assertThatThrownBy(() -> new SlowConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aCommandCanBePastedIntoAShell() {
        assertThat(CommandText.of(List.of("load", "ws://h:1/ws?a=b&c", "-H", "User-Agent: it's")))
                .isEqualTo("./pushbench load 'ws://h:1/ws?a=b&c' -H 'User-Agent: it'\\''s'");
    }
}
