package dev.pushbench.reports.html;

import dev.pushbench.reports.stats.HodgesLehmann;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.Judgement;
import java.util.Optional;

/**
 * One figure of two cells.
 *
 * @param ws merged over all blocks, nanoseconds, or null
 * @param sse likewise
 * @param shift of the blocks' log ratios ln(ws / sse); empty without blocks
 * @param blocks how many blocks have the figure of both
 */
record Contrast(Double ws, Double sse, Optional<HodgesLehmann> shift, int blocks) {

    /** Blocks that an interval needs: 6. */
    static final int BLOCKS_NEEDED = Judgement.BLOCKS_NEEDED;

    static Contrast of(Double ws, Double sse, double[] logRatios) {
        Optional<HodgesLehmann> shift =
                logRatios.length == 0 ? Optional.empty() : Optional.of(HodgesLehmann.of(logRatios, Judgement.LEVEL));
        return new Contrast(ws, sse, shift, logRatios.length);
    }

    /** The interval of the log ratio, where there are enough blocks. */
    Optional<Interval> interval() {
        return shift.flatMap(HodgesLehmann::interval);
    }

    /** The estimate WebSocket ÷ SSE: of the blocks where there are any, else of the merged figures, else the dash. */
    String ratio() {
        if (shift.isPresent()) {
            return Figures.ratio(Math.exp(shift.get().shift()));
        }
        return ws == null || sse == null || sse == 0 ? Figures.MISSING : Figures.ratio(ws / sse);
    }

    /** The interval of the ratio, such as 0.90–0.97. */
    String intervalText() {
        return interval()
                .map(each -> Figures.ratioRange(Math.exp(each.lower()), Math.exp(each.upper())))
                .orElse(Figures.MISSING);
    }

    /** What the interval says and nothing beyond it. */
    String reading() {
        return interval().map(Contrast::reading).orElse("too few blocks to say");
    }

    private static String reading(Interval interval) {
        if (interval.contains(0)) {
            return "the blocks do not tell them apart";
        }
        // For a ratio r the difference is |r − 1| of SSE's figure; the end nearer to 1 comes first.
        double lower = Math.abs(Math.expm1(interval.lower()));
        double upper = Math.abs(Math.expm1(interval.upper()));
        String range = Figures.percentRange(Math.min(lower, upper), Math.max(lower, upper));
        return (interval.upper() < 0 ? "lower over WebSocket by " : "higher over WebSocket by ") + range;
    }

    /** The confidence that the interval really has, such as 96.9 %. */
    String levelText() {
        return interval().map(each -> Figures.percent(each.level()) + " %").orElse(Figures.MISSING);
    }
}
