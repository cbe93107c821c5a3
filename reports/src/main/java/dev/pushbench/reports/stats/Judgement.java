package dev.pushbench.reports.stats;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the blocks say of a claim: its effect, how surely it is known, and the outcome.
 *
 * <p>The margin cuts all possible shifts into three regions: lower by more than the margin, within it, higher by more.
 * The shift is found to be in one of them when an exact interval puts it there:
 *
 * <table>
 * <caption>Found in which region</caption>
 * <tr><th>the data</th><th>region</th></tr>
 * <tr><td>95 % interval wholly below −width</td><td>lower</td></tr>
 * <tr><td>95 % interval wholly above +width</td><td>higher</td></tr>
 * <tr><td>90 % interval wholly within ±declared margin, which is not below the floor</td><td>neither</td></tr>
 * <tr><td>anything else, or too few blocks for an interval</td><td>unknown</td></tr>
 * </table>
 *
 * <table>
 * <caption>Outcome</caption>
 * <tr><th>the claim says</th><th>found lower</th><th>found neither</th><th>found higher</th><th>unknown</th></tr>
 * <tr><td>lower</td><td>supported</td><td>no practical difference</td><td>contradicted</td><td>inconclusive</td></tr>
 * <tr><td>higher</td><td>contradicted</td><td>no practical difference</td><td>supported</td><td>inconclusive</td></tr>
 * <tr><td>neither</td><td>contradicted</td><td>supported</td><td>contradicted</td><td>inconclusive</td></tr>
 * </table>
 *
 * <p>So a claim is supported only if the difference is surely larger than what matters: one that is surely there and
 * perhaps too small to matter is inconclusive, and {@link #side()} says which way it goes. Enough blocks decide every
 * claim but one whose shift lies just on the margin. Exchanging the two cells exchanges supported and contradicted.
 *
 * <p>Whatever the true shift is, the chance of an outcome other than inconclusive that is false is at most 5 %. A shift
 * within the margin is called larger with 2½ % on each side. A shift beyond it is called small or of the other sign only
 * if the 90 % interval, which lies in that of 95 %, ends before it: 5 % on that side. This takes the blocks to be
 * independent and symmetric about the shift. The partition into three regions is that of Goeman, Solari, Stijnen,
 * <em>Three-sided hypothesis testing</em>, Statistics in Medicine 29 (2010), 2117–2125; the 90 % interval inside the
 * margin is the pair of one-sided 5 % tests of Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987),
 * 657–680, here of ranks.
 *
 * <p>Where the floor raised the margin, nothing is found to be neither: a noisy measurement would otherwise call two cells
 * equal because it is noisy.
 *
 * @param outcome see the table
 * @param effect the shift, with its interval of at least 95 % where there are 6 blocks, or 4 in each of two runs
 * @param equivalence the interval of at least 90 % where there are 5 blocks, or 3 in each of two runs
 * @param margin against which it was judged; {@link Margin#raised()} says whether that is the floor
 * @param moreBlocks how many more blocks an inconclusive outcome takes, roughly: what is missing to an interval, or else the number
 *     after which the same estimate, with intervals and floor that shrink with the square root of the number, would be
 *     decided; empty where it is decided, or where {@value #MOST_BLOCKS} blocks would not do
 */
public record Judgement(
        Outcome outcome, HodgesLehmann effect, Optional<Interval> equivalence, Margin margin, OptionalInt moreBlocks) {

    /** Confidence asked of the effect's interval. */
    public static final double LEVEL = 0.95;

    /** Confidence asked of the interval that must lie within the margin: two one-sided tests at 5 %. */
    public static final double EQUIVALENCE_LEVEL = 0.90;

    /** Fewer blocks are inconclusive: no interval of that level exists. It is 6. */
    public static final int BLOCKS_NEEDED = HodgesLehmann.pairsNeeded(LEVEL);

    private static final int MOST_BLOCKS = 100;

    /** Where a shift lies, seen from the margin: what a claim says, and what is found. */
    public enum Direction {
        LOWER,
        NEITHER,
        HIGHER
    }

    /** What the blocks say of the claim. */
    public enum Outcome {
        SUPPORTED,
        CONTRADICTED,
        NO_PRACTICAL_DIFFERENCE,
        INCONCLUSIVE
    }

    /**
     * Judges a claim on the shift of paired differences.
     *
     * @param differences one finite number a block, such as ln(ws / sse); at least one
     * @param margin in the same unit
     * @param claimed what the claim says: the shift is lower than −margin, higher than +margin, or neither
     * @throws IllegalArgumentException for no differences, or one that is not finite
     */
    public static Judgement of(double[] differences, Margin margin, Direction claimed) {
        return of(new Blocks.Paired(differences), margin, claimed);
    }

    /**
     * Judges a claim on the shift between two runs, whose blocks are not paired. All is the same but that four blocks in
     * each are enough for an interval, and that more blocks are so many more in each.
     *
     * @param before one finite number a block, such as the logarithm of a median; at least one
     * @param after likewise, of the other run
     * @param margin in the same unit
     * @param claimed what the claim says of after − before
     * @throws IllegalArgumentException for a run without blocks, or a number that is not finite
     */
    public static Judgement between(double[] before, double[] after, Margin margin, Direction claimed) {
        return of(new Blocks.Independent(before, after), margin, claimed);
    }

    private static Judgement of(Blocks blocks, Margin margin, Direction claimed) {
        HodgesLehmann effect = blocks.shift(LEVEL);
        Optional<Interval> equivalence = blocks.shift(EQUIVALENCE_LEVEL).interval();
        if (effect.interval().isEmpty()) {
            return new Judgement(Outcome.INCONCLUSIVE, effect, equivalence, margin, OptionalInt.of(missing(blocks)));
        }
        Interval narrow = equivalence.orElseThrow();
        Outcome outcome = found(effect.interval().get(), narrow, margin)
                .map(found -> outcome(found, claimed))
                .orElse(Outcome.INCONCLUSIVE);
        OptionalInt more =
                outcome == Outcome.INCONCLUSIVE ? moreBlocks(blocks, effect, narrow, margin) : OptionalInt.empty();
        return new Judgement(outcome, effect, equivalence, margin, more);
    }

    /** The side of 0 on which the whole interval of the effect lies: a difference, large or small; empty if it has 0. */
    public Optional<Direction> side() {
        return effect.interval()
                .filter(interval -> !interval.contains(0))
                .map(interval -> interval.upper() < 0 ? Direction.LOWER : Direction.HIGHER);
    }

    private static Optional<Direction> found(Interval wide, Interval narrow, Margin margin) {
        if (wide.upper() < -margin.width()) {
            return Optional.of(Direction.LOWER);
        }
        if (wide.lower() > margin.width()) {
            return Optional.of(Direction.HIGHER);
        }
        return !margin.raised() && narrow.within(margin.declared()) ? Optional.of(Direction.NEITHER) : Optional.empty();
    }

    private static Outcome outcome(Direction found, Direction claimed) {
        if (found == claimed) {
            return Outcome.SUPPORTED;
        }
        return found == Direction.NEITHER ? Outcome.NO_PRACTICAL_DIFFERENCE : Outcome.CONTRADICTED;
    }

    /** To an interval at all. */
    private static int missing(Blocks blocks) {
        int more = 1;
        while (blocks.attainable(more) < LEVEL) {
            more++;
        }
        return more;
    }

    private static OptionalInt moreBlocks(Blocks blocks, HodgesLehmann effect, Interval narrow, Margin margin) {
        Interval wide = effect.interval().orElseThrow();
        for (int more = 1; effect.pairs() + more <= MOST_BLOCKS; more++) {
            double shrink = blocks.shrinkage(more);
            Interval wideThen = wide.drawnTowards(effect.shift(), shrink);
            Interval narrowThen = narrow.drawnTowards(effect.shift(), shrink);
            if (found(wideThen, narrowThen, margin.withFloorTimes(shrink)).isPresent()) {
                return OptionalInt.of(more);
            }
        }
        return OptionalInt.empty();
    }
}
