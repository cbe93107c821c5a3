package dev.pushbench.reports.html;

import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** The sentence of a valid or interrupted comparison: medians, their ratio, and what its interval says. */
final class CompareAnswer {

    private final RunResult run;
    private final List<Comparison> measured;

    CompareAnswer(RunResult run, List<Comparison> comparisons) {
        this.run = run;
        this.measured = comparisons.stream().filter(Comparison::hasMedians).toList();
    }

    Answer answer() {
        if (measured.isEmpty()) {
            return new Answer(
                    "There is nothing to compare: no WebSocket and SSE cells of the same HTTP version both have a median"
                            + " response time; what each cell showed is below.",
                    null);
        }
        int blocks = measured.stream().mapToInt(Comparison::blocks).min().orElse(0);
        boolean enough = blocks >= Contrast.BLOCKS_NEEDED && run.valid();
        String numbers = "On this machine, with " + new Setup(run).work() + ", " + numbers(enough);
        if (enough) {
            return new Answer(
                    numbers + "; medians of the response time over " + Setup.plural(blocks, "block") + ".", null);
        }
        String why =
                run.interrupted() ? "The run was interrupted, too little for a verdict" : "Too little for a verdict";
        return new Answer(
                numbers + "; medians of the response time. " + why + ": " + blocks + " of " + Contrast.BLOCKS_NEEDED
                        + " blocks; run",
                "./pushbench compare");
    }

    private String numbers(boolean withIntervals) {
        List<String> parts = new ArrayList<>();
        for (Comparison each : measured) {
            Contrast median = each.median();
            Scale scale = Scale.of(List.of(median.ws(), median.sse()));
            String ws = scale.text(median.ws());
            String sse = scale.text(median.sse());
            String part = parts.isEmpty()
                    ? "a pushed message took " + ws + " over WebSocket and " + sse + " over SSE on " + each.protocol()
                    : ws + " and " + sse + " on " + each.protocol();
            parts.add(withIntervals ? part + " " + verdict(median) : part);
        }
        return String.join(", and ", parts);
    }

    private static String verdict(Contrast median) {
        return "(ratio " + median.ratio() + ", 95 % interval " + median.intervalText() + ": " + median.reading() + ")";
    }
}
