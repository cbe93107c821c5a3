package dev.pushbench.reports.result;

import dev.pushbench.reports.result.CellResult.Cpu;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The search for the largest load that a target bears, or several of the same target as one ({@link #ofBlocks}).
 *
 * @param what was searched for: {@code connections}, or {@code rate} (messages per second of each subscription)
 * @param found the largest load at which every SLO was met and every gate passed; null if none was
 * @param missed the smallest one that missed, and missed again; null if none did
 * @param limitedBy what kept the search from a larger load: {@code slo p99<50ms}, {@code gate subscriptions}; {@code no
 *     result}; or {@code maximum}, {@code probes}, {@code interruption} where the target was not at its limit yet
 * @param generatorsLimit whether the load generator was at its limit, so that the target's is not known
 * @param probes all of them, in their order
 */
public record SearchResult(
        String what,
        BigDecimal found,
        BigDecimal missed,
        String limitedBy,
        boolean generatorsLimit,
        List<Probe> probes) {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public SearchResult {
        probes = probes == null ? List.of() : List.copyOf(probes);
    }

    /**
     * One whole run.
     *
     * @param value the load
     * @param met whether it met every SLO and passed every gate
     * @param reasons why it did not, those first that say most; empty if it did
     * @param p50Ns median response time, or null
     * @param p99Ns 99th percentile of the response time, or null
     * @param lost messages; null where the target's messages carry no sequence
     * @param rate messages received per second, over all subscriptions; null where there is no result
     * @param cpu processor time per message; null where there is no result
     */
    public record Probe(
            BigDecimal value,
            boolean met,
            List<Reason> reasons,
            Long p50Ns,
            Long p99Ns,
            Long lost,
            Double rate,
            Cpu cpu) {

        public Probe {
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
        }
    }

    /**
     * Why a probe missed.
     *
     * @param what {@code slo} or {@code gate} and its name, {@code ended early}, or {@code no result}
     * @param detail the figure, and what was wrong with it
     */
    public record Reason(String what, String detail) {

        @Override
        public String toString() {
            return what + ": " + detail;
        }
    }

    /**
     * Searches for the same, each in a block of its own, as one: what was found and what missed are the medians, where
     * every block has it, and the probes follow each other.
     *
     * @param blocks at least one
     */
    public static SearchResult ofBlocks(List<SearchResult> blocks) {
        return new SearchResult(
                blocks.get(0).what(),
                median(blocks, SearchResult::found),
                median(blocks, SearchResult::missed),
                blocks.stream().map(SearchResult::limitedBy).distinct().collect(Collectors.joining(", ")),
                blocks.stream().anyMatch(SearchResult::generatorsLimit),
                blocks.stream().flatMap(block -> block.probes().stream()).toList());
    }

    /** Null where any has none. */
    private static BigDecimal median(List<SearchResult> blocks, Function<SearchResult, BigDecimal> load) {
        if (blocks.stream().map(load).anyMatch(Objects::isNull)) {
            return null;
        }
        List<BigDecimal> sorted = blocks.stream().map(load).sorted().toList();
        BigDecimal upper = sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1
                ? upper
                : upper.add(sorted.get(sorted.size() / 2 - 1)).divide(TWO);
    }

    /**
     * What was found, as one sentence.
     *
     * @param slos of the run; what they ask for is named
     */
    public String sentence(List<SloResult> slos) {
        String asked = slos.isEmpty()
                ? "every SLO"
                : slos.stream().map(SloResult::slo).distinct().collect(Collectors.joining(", "));
        String first = found == null ? "No load that was tried met " + asked : load(found) + " met " + asked;
        return first + (missed == null ? withoutMiss() : withMiss()) + ".";
    }

    /** With its unit: {@code 1,400 connections}. */
    public String load(BigDecimal value) {
        return figure(value) + (what.equals("rate") ? " messages/s to each subscription" : " connections");
    }

    /** What was found: {@code 1,400}; {@code ≥ 1,400} where no larger load had missed by the end; or {@code none}. */
    public String figure() {
        return found == null ? "none" : (missed == null ? "≥ " : "") + figure(found);
    }

    private static String figure(BigDecimal value) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }

    private String withMiss() {
        String reason = reasonOf(missed);
        return generatorsLimit
                ? "; at " + load(missed) + " it was the load generator's limit, not the target's (" + reason + ")"
                : "; " + load(missed) + " did not (" + reason + ")";
    }

    private String withoutMiss() {
        return switch (limitedBy) {
            case "maximum" -> ", which is the most that was to be tried";
            case "interruption" -> "; the search was interrupted";
            case "probes" -> "; no probes were left for a larger load";
            // Only of several blocks: a single search that something else limits has missed there.
            default -> "; not in every block did a larger load miss (limited by " + limitedBy + ")";
        };
    }

    private String reasonOf(BigDecimal value) {
        return probes.stream()
                .filter(probe -> !probe.met() && probe.value().compareTo(value) == 0)
                .reduce((first, last) -> last)
                .flatMap(probe -> probe.reasons().stream().findFirst())
                .map(Reason::toString)
                .orElse(limitedBy);
    }
}
