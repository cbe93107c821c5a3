package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.server.publish.SendSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One self-test.
 *
 * @param cells to measure
 * @param tls whether the cells run under TLS; the reference never does
 * @param loads to measure the cost of a message under
 * @param rounds each of which has every cell and the reference once, in random order
 * @param warmup before each measurement of the cost of a message: compilers want time
 * @param duration of each such measurement
 * @param crowd subscriptions for the cost of a connection; 0 leaves that out
 * @param seed of the random order
 * @param scratch directory for programs and results
 */
public record SelfTestConfig(
        List<Cell> cells,
        boolean tls,
        List<Load> loads,
        int rounds,
        Duration warmup,
        Duration duration,
        int crowd,
        long seed,
        Path scratch) {

    private static final int MAX_ROUNDS = 100;
    private static final int MIN_CROWD = 100;

    public SelfTestConfig {
        cells = List.copyOf(cells);
        loads = List.copyOf(loads);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("--cells names no cell");
        }
        if (crowd != 0 && crowd < MIN_CROWD) {
            throw new IllegalArgumentException(
                    "--crowd is " + crowd + ": it must be 0, or at least " + MIN_CROWD + " for memory to say anything");
        }
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException("--rounds is " + rounds + ": it must be from 1 to " + MAX_ROUNDS);
        }
    }

    /** The name of a cell in this self-test. */
    String label(Cell cell) {
        return cell.label() + (tls ? "+tls" : "");
    }

    /**
     * A load under which the cost of a message is measured.
     *
     * @param name in options and results
     * @param connections subscriptions
     * @param push what each of them gets
     */
    public record Load(String name, int connections, SendSchedule push) {

        /** In words, such as {@code 1,000 connections × 20 msg/s × 100 B, spread}. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d connections × %.0f msg/s × %d B, %s",
                    connections,
                    push.ratePerSecond(),
                    push.payloadBytes(),
                    OptionText.of(push.pattern()));
        }
    }
}
