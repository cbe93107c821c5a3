package dev.pushbench.reports.claim;

import java.util.List;

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

        public Line {
            cells = List.copyOf(cells);
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
    }

    /**
     * The probes of searches for the largest load: what each showed, by its load, and whether it met the limits.
     *
     * @param arms their labels
     */
    record Steps(List<String> arms) implements Picture {

        public Steps {
            arms = List.copyOf(arms);
        }
    }
}
