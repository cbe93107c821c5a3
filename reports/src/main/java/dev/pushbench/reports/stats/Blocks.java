package dev.pushbench.reports.stats;

import java.util.Arrays;

/** Blocks that are to be judged, whatever way they tell of a shift. */
sealed interface Blocks {

    /** The shift that they show, with an interval of that level if they can attain it. */
    HodgesLehmann shift(double level);

    /** The highest level that they could attain if there were so many more of them. */
    double attainable(int more);

    /** By which factor that would draw in an interval, roughly: the standard error of the shift then, by that of now. */
    double shrinkage(int more);

    /** One difference a block. */
    record Paired(double[] differences) implements Blocks {

        @Override
        public HodgesLehmann shift(double level) {
            return HodgesLehmann.of(differences, level);
        }

        @Override
        public double attainable(int more) {
            return HodgesLehmann.attainable(differences.length + more);
        }

        @Override
        public double shrinkage(int more) {
            return Math.sqrt((double) differences.length / (differences.length + more));
        }
    }

    /** Two runs, each with blocks of its own; more of them are so many more in each run. */
    record Independent(double[] before, double[] after) implements Blocks {

        @Override
        public HodgesLehmann shift(double level) {
            return HodgesLehmann.between(before, after, level);
        }

        @Override
        public double attainable(int more) {
            return HodgesLehmann.attainable(before.length + more, after.length + more);
        }

        @Override
        public double shrinkage(int more) {
            return Math.sqrt(
                    variance(before.length + more, after.length + more) / variance(before.length, after.length));
        }

        private static double variance(int... blocks) {
            return Arrays.stream(blocks).mapToDouble(n -> 1.0 / n).sum();
        }
    }
}
