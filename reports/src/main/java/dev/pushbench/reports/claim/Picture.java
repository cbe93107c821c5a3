package dev.pushbench.reports.claim;

import dev.pushbench.reports.stats.StraightLine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What shows a claim best beside its effects; a report draws it from what the claim's arms showed. */
public sealed interface Picture {

    /**
     * The response time at every percentile, on an axis of nines, and how the arms of each pair differ there.
     *
     * @param arms their labels, two by two: the first is divided by the second, the third by the fourth
     */
    record Spectrum(List<String> arms) implements Picture {

        public Spectrum {
            arms = List.copyOf(arms);
            if (arms.isEmpty() || arms.size() % 2 != 0) {
                throw new IllegalArgumentException("the arms of a spectrum come in pairs: " + arms);
            }
        }

        static Spectrum of(String... arms) {
            return new Spectrum(List.of(arms));
        }
    }

    /**
     * What idle connections take together, by their number: each size of each block, the straight line through
     * them, and where it leads to beyond them.
     *
     * @param perConnection bytes
     * @param cells whose idle arms were measured
     */
    record Line(Metric perConnection, List<String> cells) implements Picture {

        /** Connections up to which the line is told, and drawn where that leaves room for what was measured. */
        public static final int UP_TO = MemoryClaim.MANY;

        public Line {
            cells = List.copyOf(cells);
        }

        /** The line of one cell, in bytes; empty where no size of it tells. */
        public Optional<StraightLine> through(Evidence evidence, String cell) {
            return IdleArms.line(evidence, perConnection, cell);
        }
    }

    /**
     * Every probe of the searches for the largest load that the arms bear: load against p99, met or missed.
     *
     * @param arms their labels
     */
    record Steps(List<String> arms) implements Picture {

        public Steps {
            arms = List.copyOf(arms);
        }
    }

    /**
     * One figure of each arm as a bar from 0, and those of its blocks as dots.
     *
     * @param unit that a reader sees
     * @param unitSize in the unit of the metric
     * @param arms their labels
     */
    record Bars(Metric metric, String unit, double unitSize, List<String> arms) implements Picture {

        public Bars {
            arms = List.copyOf(arms);
        }

        /** What an arm shows over all blocks, in the unit that a reader sees; empty where it does not tell. */
        public OptionalDouble all(Evidence evidence, String arm) {
            Double value = evidence.merged(arm).map(metric.of()).orElse(null);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value / unitSize);
        }

        /** What its blocks show, likewise; those that do not tell are left out. */
        public List<Double> blocks(Evidence evidence, String arm) {
            return Arrays.stream(evidence.values(metric, arm))
                    .map(value -> value / unitSize)
                    .boxed()
                    .toList();
        }
    }
}
