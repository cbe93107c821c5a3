package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.Judgement;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import dev.pushbench.reports.stats.StraightLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What an idle connection takes. */
final class MemoryClaim implements Claim {

    private static final double KB = 1_024;
    private static final double MB = KB * KB;
    private static final double LIMIT_BYTES = 20 * KB;
    private static final double MARGIN = 1.1;
    static final int MANY = 50_000;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String sentence() {
        return "A server holds tens of thousands of SSE connections with little memory for each";
    }

    @Override
    public String decidedBy() {
        return "growth of the server's resident set and half of that of the kernel's memory, per idle connection, sse/1.1,"
                + " with as many as the machine allows and at most 15,000: below 20 KB (1 KB is 1,024 bytes) by more than a"
                + " tenth, because 50,000 connections then take less than 1 GB";
    }

    @Override
    public String refutedBy() {
        return "more than 22 KB for each; within a tenth of 20 KB there is no practical difference to it";
    }

    @Override
    public String doesNotShow() {
        return "connections that carry messages, buffers of slow readers, TLS, other servers, what a server takes before its"
                + " first connection, and whether 50,000 behave as the straight line says; the kernel has memory for both ends,"
                + " because both are on this machine, so that half of it is taken to be the server's";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        return IdleArms.of(CellName.BASES, conditions);
    }

    @Override
    public Picture picture() {
        return new Picture.Line(Metric.SERVER_MEMORY, CellName.BASES);
    }

    @Override
    public Series primary(Evidence evidence) {
        return Series.against(
                LIMIT_BYTES,
                Metric.SERVER_MEMORY,
                IdleArms.most(evidence, "sse/1.1").stream()
                        .map(CellResult::cell)
                        .toList(),
                "sse/1.1",
                IdleArms.ofMost(evidence, Metric.SERVER_MEMORY, "sse/1.1"),
                "KB",
                KB);
    }

    @Override
    public Finding judge(Evidence evidence) {
        List<Series> others = new ArrayList<>();
        for (Metric metric : List.of(Metric.SERVER_MEMORY, Metric.SERVER_HEAP)) {
            others.add(IdleArms.ratio(evidence, metric, "ws/1.1", "sse/1.1"));
            others.add(IdleArms.ratio(evidence, metric, "ws/2", "sse/2"));
        }
        Margin margin = Margin.ofRatio(MARGIN).atLeast(IdleArms.noise(evidence, Metric.SERVER_MEMORY));
        return Finding.of(primary(evidence), margin, Direction.LOWER, others, notes(evidence));
    }

    private static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        for (String cell : CellName.BASES) {
            IdleArms.line(evidence, Metric.SERVER_MEMORY, cell)
                    .ifPresent(line -> notes.add(note(evidence, cell, line)));
        }
        return notes;
    }

    private static String note(Evidence evidence, String cell, StraightLine line) {
        double farthest = line.residuals().stream().mapToDouble(Math::abs).max().orElseThrow();
        StraightLine.Estimate many = line.at(MANY, Judgement.LEVEL);
        return String.format(
                Locale.ROOT,
                "%s: %s KB for each of %,d idle connections (resident set %s, of which heap %s; kernel %s, both ends); no"
                        + " measurement is more than %.1f MB off a straight line, by which %,d would take %.0f MB%s%s.",
                cell,
                each(evidence, Metric.SERVER_MEMORY, cell),
                IdleArms.most(evidence, cell).orElseThrow().connections(),
                each(evidence, Metric.SERVER_RSS, cell),
                each(evidence, Metric.SERVER_HEAP, cell),
                each(evidence, Metric.KERNEL, cell),
                farthest / MB,
                MANY,
                many.value() / MB,
                many.interval().map(MemoryClaim::range).orElse(""),
                many.extrapolated() ? ", extrapolated" : "");
    }

    private static String range(Interval interval) {
        return String.format(Locale.ROOT, " (%.0f–%.0f)", interval.lower() / MB, interval.upper() / MB);
    }

    /** The mean of the blocks. */
    private static String each(Evidence evidence, Metric metric, String cell) {
        OptionalDouble mean =
                Arrays.stream(IdleArms.ofMost(evidence, metric, cell)).average();
        return mean.isEmpty() ? "unknown" : String.format(Locale.ROOT, "%.1f", mean.getAsDouble() / KB);
    }
}
