package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Shows how a run goes on. Owned by the control thread. */
final class ProgressLines implements Progress {

    /** How to show it. Lower case, as on the command line. */
    enum Mode {
        auto,
        bar,
        plain,
        json,
        none
    }

    private static final long PLAIN_EVERY_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR_WIDTH = 24;
    private static final double NS_PER_MILLI = 1e6;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Mode mode;
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private Phase lastPhase;
    private String lastCell;
    private long lastPlainNs;
    private String part = "";

    ProgressLines(Mode mode, PrintWriter err) {
        this(resolve(mode), err, System::nanoTime);
    }

    ProgressLines(Mode mode, PrintWriter err, LongSupplier nanoClock) {
        this.mode = mode;
        this.err = err;
        this.nanoClock = nanoClock;
    }

    private static Mode resolve(Mode mode) {
        if (mode != Mode.auto) {
            return mode;
        }
        // The launcher knows whether stderr is a terminal; Java can only tell for stdin and stdout together.
        return Boolean.getBoolean("pushbench.terminal") ? Mode.bar : Mode.plain;
    }

    @Override
    public void report(Update update) {
        switch (mode) {
            case json -> err.println(JSON.writeValueAsString(update));
            case plain -> plain(update);
            case bar -> err.print("\r" + bar(update) + "\u001b[K");
            default -> {
                // Nobody wants to know.
            }
        }
        err.flush();
    }

    /** From here on it is about that part of the whole; programs see that by the figures. */
    void part(String name) {
        part = name + ": ";
        lastPhase = null;
    }

    /** Leaves the line that the bar stands on. */
    void end() {
        if (mode == Mode.bar) {
            err.println();
            err.flush();
        }
    }

    private void plain(Update update) {
        long nowNs = nanoClock.getAsLong();
        boolean news = update.phase() != lastPhase || !update.cell().equals(lastCell);
        if (news || nowNs - lastPlainNs >= PLAIN_EVERY_NS) {
            err.println(text(update));
            lastPhase = update.phase();
            lastCell = update.cell();
            lastPlainNs = nowNs;
        }
    }

    private String bar(Update update) {
        double done = update.lengthMillis() > 0
                ? (double) update.elapsedMillis() / update.lengthMillis()
                : (double) update.open() / update.wanted();
        int full = (int) Math.round(BAR_WIDTH * Math.min(1, Math.max(0, done)));
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] " + text(update);
    }

    private String text(Update update) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s%s %s: %d/%d open, %d msg/s",
                part,
                update.cell(),
                update.phase().name().toLowerCase(Locale.ROOT),
                update.open(),
                update.wanted(),
                update.messagesPerSecond()));
        if (update.p50Ns() != null && update.p99Ns() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    ", p50 %.2f ms, p99 %.2f ms",
                    update.p50Ns() / NS_PER_MILLI,
                    update.p99Ns() / NS_PER_MILLI));
        }
        if (update.lost() != null && update.lost() > 0) {
            text.append(", ").append(update.lost()).append(" lost");
        }
        if (update.errors() > 0) {
            text.append(", ").append(update.errors()).append(" errors");
        }
        return text.toString();
    }
}
