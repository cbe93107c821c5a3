package dev.pushbench.reports.diff;

import dev.pushbench.reports.claim.Deciding;
import dev.pushbench.reports.stats.HodgesLehmann;
import dev.pushbench.reports.stats.Holm;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.Judgement;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Judgement.Outcome;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Judges every metric of every cell that two sides have in common. */
final class RowsOf {

    /** Of calling any row worse that is not, and any row better that is not. */
    static final double ERROR = 1 - Judgement.LEVEL;

    private final Side before;
    private final Side after;
    private final Margin margin;
    private final Function<String, List<ComparedMetric>> metrics;

    RowsOf(Side before, Side after, Margin margin) {
        this.before = before;
        this.after = after;
        this.margin = margin;
        if (before.areClaims()) {
            Deciding deciding = new Deciding(Stream.concat(before.runs().stream(), after.runs().stream())
                    .map(Side.Run::result)
                    .toList());
            metrics = cell -> ComparedMetric.of(cell, deciding);
        } else {
            metrics = cell -> ComparedMetric.ALL;
        }
    }

    /** What the blocks show; the judgement is null where they cannot be judged. */
    private record Shown(String cell, ComparedMetric metric, double[] before, double[] after, Judgement judgement) {

        boolean hasRatios() {
            return Arrays.stream(before).allMatch(value -> value > 0)
                    && Arrays.stream(after).allMatch(value -> value > 0);
        }

        /** Of no change the way that is asked for, one-sided; 1 where the estimate goes the other way. */
        double p(Direction way) {
            HodgesLehmann effect = judgement.effect();
            boolean thisWay = way == Direction.HIGHER ? effect.shift() > 0 : effect.shift() < 0;
            return thisWay ? effect.pValue() / 2 : 1;
        }

        Direction worse() {
            return metric.lowerIsWorse() ? Direction.LOWER : Direction.HIGHER;
        }

        Direction better() {
            return metric.lowerIsWorse() ? Direction.HIGHER : Direction.LOWER;
        }
    }

    List<DiffRow> all(List<String> cells) {
        List<Shown> shown = new ArrayList<>();
        for (String cell : cells) {
            metrics.apply(cell).forEach(metric -> shown.add(shown(cell, metric)));
        }
        shown.removeIf(each -> each.before().length + each.after().length == 0);
        List<Shown> judged =
                shown.stream().filter(each -> each.judgement() != null).toList();
        double[] worse = Holm.adjust(
                judged.stream().mapToDouble(each -> each.p(each.worse())).toArray());
        double[] better = Holm.adjust(
                judged.stream().mapToDouble(each -> each.p(each.better())).toArray());
        List<DiffRow> rows = new ArrayList<>();
        int next = 0;
        for (Shown each : shown) {
            if (each.judgement() == null) {
                rows.add(unjudged(each));
            } else {
                rows.add(row(each, Math.min(worse[next], better[next]), judged.size()));
                next++;
            }
        }
        return rows;
    }

    private Shown shown(String cell, ComparedMetric metric) {
        double[] first = before.values(metric.metric(), cell);
        double[] second = after.values(metric.metric(), cell);
        Shown values = new Shown(cell, metric, first, second, null);
        boolean judged = first.length > 0
                && second.length > 0
                && values.hasRatios()
                && before.trusted(cell)
                && after.trusted(cell);
        return judged
                ? new Shown(
                        cell,
                        metric,
                        first,
                        second,
                        Judgement.between(logarithms(first), logarithms(second), margin, Direction.NEITHER))
                : values;
    }

    private DiffRow unjudged(Shown shown) {
        boolean trusted = before.trusted(shown.cell()) && after.trusted(shown.cell());
        Change change = !trusted ? Change.NO_STATEMENT : shown.hasRatios() ? Change.TOO_FEW_BLOCKS : Change.NO_RATIO;
        return row(shown, null, List.of(), null, null, change, null);
    }

    private static DiffRow row(Shown shown, double p, int rows) {
        HodgesLehmann effect = shown.judgement().effect();
        Change change = change(shown, p);
        Integer more = null;
        if (change == Change.INCONCLUSIVE || change == Change.TOO_FEW_BLOCKS) {
            OptionalInt blocks = shown.judgement().outcome() == Outcome.INCONCLUSIVE
                    ? shown.judgement().moreBlocks()
                    : OptionalInt.of(moreAmong(rows, effect));
            more = blocks.isPresent() ? blocks.getAsInt() : null;
        }
        return row(
                shown,
                Math.exp(effect.shift()),
                effect.interval()
                        .map(interval -> List.of(Math.exp(interval.lower()), Math.exp(interval.upper())))
                        .orElse(List.of()),
                effect.interval().map(Interval::level).orElse(null),
                p,
                change,
                more);
    }

    /** What is surely different must be so among all rows, and by more than the margin. */
    private static Change change(Shown shown, double p) {
        Judgement judgement = shown.judgement();
        if (judgement.effect().interval().isEmpty()) {
            return Change.TOO_FEW_BLOCKS;
        }
        return switch (judgement.outcome()) {
            case SUPPORTED -> Change.NOT_CHANGED;
            case CONTRADICTED ->
                p > ERROR
                        ? Change.INCONCLUSIVE
                        : judgement.side().orElseThrow() == shown.worse() ? Change.WORSE : Change.BETTER;
            case NO_PRACTICAL_DIFFERENCE, INCONCLUSIVE -> Change.INCONCLUSIVE;
        };
    }

    /**
     * How many more blocks in each run make a difference sure among so many rows, roughly: the standard normal quantile of
     * its p-value grows with the square root of their number.
     */
    private static int moreAmong(int rows, HodgesLehmann effect) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double needed = normal.inverseSurvivalProbability(ERROR / rows);
        double now = normal.inverseSurvivalProbability(effect.pValue() / 2);
        double blocks = effect.pairs() * Math.pow(needed / now, 2);
        return Math.max(1, (int) Math.ceil(blocks) - effect.pairs());
    }

    private static DiffRow row(
            Shown shown, Double ratio, List<Double> interval, Double level, Double p, Change change, Integer more) {
        return new DiffRow(
                shown.cell(),
                shown.metric().metric().name(),
                shown.metric().unit(),
                shown.metric().lowerIsWorse(),
                median(shown.before()),
                median(shown.after()),
                ratio,
                interval,
                level,
                shown.before().length,
                shown.after().length,
                p,
                change,
                more);
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /** Of an even number the lower one, so that it is the value of a block: percentiles are never averaged. */
    private static Double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0 ? null : Double.valueOf(sorted[(sorted.length - 1) / 2]);
    }
}
