package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.ClaimResult.Effect;
import dev.pushbench.reports.result.ClaimResult.Secondary;
import dev.pushbench.reports.stats.Bootstrap;
import dev.pushbench.reports.stats.HodgesLehmann;
import dev.pushbench.reports.stats.Holm;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.Judgement;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * What the blocks say of a claim.
 *
 * @param verdict on it alone
 * @param effect the primary metric's; null where no block has it
 * @param interval of the effect; empty where the blocks are too few for one
 * @param level of the interval; null without one
 * @param equivalence the interval that must lie within the margin where no difference matters, where there is one
 * @param bootstrap the interval by resampling, where there is one
 * @param blocks that have the effect
 * @param blocksNeeded how many more, roughly, would decide; null where it is decided or no reasonable number would
 * @param margin that was declared, in the unit of the effect
 * @param floor of the margin, as the A/A control shows it, likewise; null where there is none
 * @param secondaries other metrics, which decide nothing
 * @param notes whole sentences
 */
public record Finding(
        Verdict verdict,
        Effect effect,
        List<Double> interval,
        Double level,
        List<Double> equivalence,
        List<Double> bootstrap,
        int blocks,
        Integer blocksNeeded,
        Double margin,
        Double floor,
        List<Secondary> secondaries,
        List<String> notes) {

    /** The same blocks give the same interval, whenever they are judged. */
    private static final long BOOTSTRAP_SEED = 1;

    public Finding {
        interval = List.copyOf(interval);
        equivalence = List.copyOf(equivalence);
        bootstrap = List.copyOf(bootstrap);
        secondaries = List.copyOf(secondaries);
        notes = List.copyOf(notes);
    }

    /**
     * By the rules of {@link Judgement}; not measurable where no block has the primary.
     *
     * @param primary that decides
     * @param margin in the unit of its differences
     * @param claimed where the claim says that the primary's shift lies
     * @param secondaries those that no block has are left out
     * @param notes what else a reader should know
     */
    static Finding of(Series primary, Margin margin, Direction claimed, List<Series> secondaries, List<String> notes) {
        DoubleUnaryOperator width = width(primary);
        Double declared = width.applyAsDouble(margin.declared());
        Double floor = margin.floor().isEmpty()
                ? null
                : Double.valueOf(width.applyAsDouble(margin.floor().getAsDouble()));
        List<Secondary> others = secondaries(secondaries);
        if (primary.differences().length == 0) {
            return new Finding(
                    Verdict.NOT_MEASURABLE_HERE,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    0,
                    null,
                    declared,
                    floor,
                    others,
                    notes);
        }
        Judgement judgement = Judgement.of(primary.differences(), margin, claimed);
        HodgesLehmann shift = judgement.effect();
        return new Finding(
                Verdict.of(judgement.outcome()),
                new Effect(
                        primary.name(),
                        primary.unit(),
                        primary.shown().applyAsDouble(shift.shift()),
                        primary.none(),
                        primary.values()),
                shown(primary, shift.interval()),
                shift.interval().map(Interval::level).orElse(null),
                shown(primary, judgement.equivalence()),
                shown(primary, shift.interval().map(exact -> resampled(primary))),
                shift.pairs(),
                judgement.moreBlocks().isPresent() ? judgement.moreBlocks().getAsInt() : null,
                declared,
                floor,
                others,
                notes);
    }

    /** The same with another verdict. */
    Finding withVerdict(Verdict other, Integer moreBlocks) {
        return new Finding(
                other,
                effect,
                interval,
                level,
                // It finds that nothing matters: what is not decided is not to look so.
                other == Verdict.INCONCLUSIVE ? List.of() : equivalence,
                bootstrap,
                blocks,
                moreBlocks,
                margin,
                floor,
                secondaries,
                notes);
    }

    /** A margin is a width about no difference; of values against a limit, whose 0 is the limit, it is a ratio. */
    private static DoubleUnaryOperator width(Series series) {
        return series.none() == 0 ? series.shown() : width -> series.shown().applyAsDouble(width) / series.none();
    }

    private static Interval resampled(Series series) {
        return Bootstrap.interval(series.differences(), Judgement.LEVEL, BOOTSTRAP_SEED);
    }

    private static List<Double> shown(Series series, Optional<Interval> interval) {
        return interval.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.lower(), each.upper()))
                .map(series.shown())
                .boxed()
                .toList();
    }

    private static List<Secondary> secondaries(List<Series> all) {
        List<Series> known =
                all.stream().filter(each -> each.differences().length > 0).toList();
        List<HodgesLehmann> shifts = known.stream()
                .map(each -> HodgesLehmann.of(each.differences(), Judgement.LEVEL))
                .toList();
        double[] adjusted =
                Holm.adjust(shifts.stream().mapToDouble(HodgesLehmann::pValue).toArray());
        List<Secondary> secondaries = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Series series = known.get(i);
            secondaries.add(new Secondary(
                    series.name(),
                    series.unit(),
                    series.shown().applyAsDouble(shifts.get(i).shift()),
                    series.none(),
                    series.values(),
                    shown(series, shifts.get(i).interval()),
                    adjusted[i]));
        }
        return secondaries;
    }
}
