package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.experiment.CapacitySearch;
import dev.pushbench.loadgen.experiment.SearchedLoad;
import dev.pushbench.reports.slo.Slo;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How far a search goes. */
final class SearchBounds {

    private static final int DEFAULT_RESOLUTION = 5;
    private static final int DEFAULT_PROBES = 20;
    /** Of a comparison, which searches in every cell of every block. */
    private static final int COARSE_RESOLUTION = 25;

    private static final int FEW_PROBES = 6;
    private static final int MAX_PROBES = 1_000;
    private static final double MAX_RATE = 100_000;
    private static final double MIN_RATE = 0.1;

    @Option(
            names = "--find-max",
            paramLabel = "N",
            converter = RateConverter.class,
            description = "the most that is tried (default: the connections that this machine allows; rate: 100k)")
    private Double most;

    @Option(
            names = "--find-resolution",
            paramLabel = "PERCENT",
            converter = CountConverter.class,
            description = "how close the largest that was met and the smallest that was not shall be (default: 5; of"
                    + " compare: 25)")
    private Integer resolution;

    @Option(
            names = "--find-probes",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "probes at most, repeats of those that missed included (default: 20; of compare: 6 in each"
                    + " cell)")
    private Integer probes;

    /** The most connections that are tried, where that is told. */
    Integer mostConnections(SearchedLoad searched) {
        return searched != SearchedLoad.CONNECTIONS || most == null ? null : (int) Math.min(most, Integer.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if any is given where nothing is searched for, with what they go with */
    void refuse(String with) {
        if (most != null || resolution != null || probes != null) {
            throw new IllegalArgumentException("--find-max, --find-resolution and --find-probes go with " + with);
        }
    }

    /**
     * The search.
     *
     * @param least the smallest number of connections, or any number for a rate
     * @param start what is tried first
     * @param allowed the most connections that this machine allows
     * @throws IllegalArgumentException with the option and what is wrong with it
     */
    CapacitySearch search(SearchedLoad searched, int least, double start, int allowed) {
        boolean isRate = searched == SearchedLoad.RATE;
        double highest = most != null ? most : isRate ? MAX_RATE : allowed;
        if (searched.steps(start) < 1) {
            throw new IllegalArgumentException("--" + searched.label() + " is "
                    + BigDecimal.valueOf(start).stripTrailingZeros().toPlainString() + ": it must be at least "
                    + searched.smallest());
        }
        if (highest > LoadConfig.MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "--find-max is " + searched.text(highest) + ": it must be at most " + LoadConfig.MAX_CONNECTIONS);
        }
        if (highest < start) {
            throw new IllegalArgumentException(
                    "--find-max is " + searched.text(highest) + ": it must be at least what is tried first," + " --"
                            + searched.label() + " " + searched.text(start));
        }
        if (probes != null && probes > MAX_PROBES) {
            throw new IllegalArgumentException("--find-probes is " + probes + ": it must be from 1 to " + MAX_PROBES);
        }
        return new CapacitySearch(
                searched.steps(isRate ? Math.min(MIN_RATE, start) : least),
                searched.steps(start),
                searched.steps(highest),
                resolution == null ? DEFAULT_RESOLUTION : resolution,
                probes == null ? DEFAULT_PROBES : probes);
    }

    /**
     * What the {@code load} of a cell is told of its search, by the names of the options.
     *
     * @param start what is tried first
     * @throws IllegalArgumentException with the option and what is wrong with it
     */
    Map<String, String> ofCell(SearchedLoad searched, double start, List<Slo> slos) {
        if (slos.isEmpty()) {
            throw new IllegalArgumentException(
                    "--workload find has no --slo to go by: name one, such as --slo 'p99<50ms'");
        }
        search(searched, 1, start, LoadConfig.MAX_CONNECTIONS);
        Map<String, String> options = new LinkedHashMap<>();
        options.put("slo", slos.stream().map(Slo::toString).collect(Collectors.joining(",")));
        options.put("find-resolution", String.valueOf(Objects.requireNonNullElse(resolution, COARSE_RESOLUTION)));
        options.put("find-probes", String.valueOf(Objects.requireNonNullElse(probes, FEW_PROBES)));
        if (most != null) {
            options.put("find-max", searched.text(most));
        }
        return options;
    }
}
