package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** WebSocket against SSE in figures: what the sentence at the top rests on. */
final class VerdictTable {

    private record Line(String name, Contrast contrast) {}

    private VerdictTable() {}

    /** Null where nothing was compared. */
    static Table of(List<Comparison> comparisons) {
        List<Line> lines = new ArrayList<>();
        for (Comparison each : comparisons) {
            String cpu = each.serverTells() ? "CPU per message, both sides" : "CPU per message, client";
            add(lines, each.protocol() + ", response time p50", each.median());
            add(lines, each.protocol() + ", response time p99", each.tail());
            add(lines, each.protocol() + ", " + cpu, each.cpu());
        }
        if (lines.isEmpty()) {
            return null;
        }
        TableOf<Line> table = new TableOf<>(lines)
                .text("WebSocket", line -> time(line.contrast(), line.contrast().ws()))
                .text("SSE", line -> time(line.contrast(), line.contrast().sse()))
                .text("Ratio", line -> line.contrast().ratio());
        boolean intervals = lines.stream()
                .map(Line::contrast)
                .anyMatch(has -> has.interval().isPresent());
        if (intervals) {
            table.text("95 % interval", line -> line.contrast().intervalText())
                    .text("Reading", line -> line.contrast().reading())
                    .note(
                            "Times are merged over all blocks. The ratio, WebSocket ÷ SSE, is the Hodges–Lehmann estimate over"
                                    + " the blocks' own ratios, with its exact interval" + levels(lines)
                                    + ". Each interval stands for itself, not for all rows together.");
        } else {
            table.note("The ratio is WebSocket ÷ SSE. Without " + Contrast.BLOCKS_NEEDED
                    + " blocks it has no interval and is no verdict.");
        }
        return table.build("verdict", "WebSocket against SSE", "What", Line::name, line -> null);
    }

    private static void add(List<Line> lines, String name, Contrast contrast) {
        Predicate<Contrast> known = each -> each.ws() != null && each.sse() != null;
        if (known.test(contrast)) {
            lines.add(new Line(name, contrast));
        }
    }

    private static String time(Contrast pair, double ns) {
        return Scale.of(List.of(pair.ws(), pair.sse())).text(ns);
    }

    /** The confidence that the intervals really have, where all rows rest on the same number of blocks. */
    private static String levels(List<Line> lines) {
        List<String> levels = lines.stream()
                .map(line -> line.contrast().levelText())
                .distinct()
                .toList();
        return levels.size() == 1 ? " (at this number of blocks its confidence is " + levels.get(0) + ")" : "";
    }
}
