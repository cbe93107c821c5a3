package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.experiment.CapacitySearch;
import dev.pushbench.loadgen.experiment.SearchedLoad;
import dev.pushbench.reports.slo.Slo;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How far a search goes. */
final class SearchBounds {

    private static final String RESOLUTION = "--find-resolution";
    private static final String PROBES = "--find-probes";
    private static final String MAX = "--find-max";
    private static final int MAX_PROBES = 1_000;
    private static final double MAX_RATE = 100_000;
    private static final double MIN_RATE = 0.1;

    @Option(
            names = MAX,
            paramLabel = "N",
            converter = RateConverter.class,
            description = "the most that is tried (default: the connections that this machine allows; rate: 100k)")
    private Double most;

    @Option(
            names = RESOLUTION,
            paramLabel = "PERCENT",
            defaultValue = "5",
            converter = CountConverter.class,
            description = "how close the largest that was met and the smallest that was not shall be (default:"
                    + " ${DEFAULT-VALUE})")
    private int resolution;

    @Option(
            names = PROBES,
            paramLabel = "N",
            defaultValue = "20",
            converter = CountConverter.class,
            description = "probes at most, repeats of those that missed included (default: ${DEFAULT-VALUE})")
    private int probes;

    /** The defaults of a comparison, which searches in every cell of every block. */
    static final class Coarse implements IDefaultValueProvider {

        private static final Map<String, String> DEFAULTS = Map.of(RESOLUTION, "25", PROBES, "6");

        @Override
        public String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option ? DEFAULTS.get(option.longestName()) : null;
        }
    }

    /** The most connections that are tried, where that is told. */
    Integer mostConnections(SearchedLoad searched) {
        return searched != SearchedLoad.CONNECTIONS || most == null ? null : (int) Math.min(most, Integer.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if any is given where nothing is searched for, with what they go with */
    static void refuse(ParseResult given, String with) {
        if (Stream.of(MAX, RESOLUTION, PROBES).anyMatch(given::hasMatchedOption)) {
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
        if (probes > MAX_PROBES) {
            throw new IllegalArgumentException("--find-probes is " + probes + ": it must be from 1 to " + MAX_PROBES);
        }
        return new CapacitySearch(
                searched.steps(isRate ? Math.min(MIN_RATE, start) : least),
                searched.steps(start),
                searched.steps(highest),
                resolution,
                probes);
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
        options.put("find-resolution", String.valueOf(resolution));
        options.put("find-probes", String.valueOf(probes));
        if (most != null) {
            options.put("find-max", searched.text(most));
        }
        return options;
    }
}
