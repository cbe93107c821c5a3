package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.RunResult;
import java.util.List;

/** Which figures of which arms decide claims. It does not depend on gates, nor on what the figures show. */
public final class Deciding {

    private final List<Series> primaries;

    /** Of every claim that any of these runs has the arms for. */
    public Deciding(List<RunResult> runs) {
        primaries = runs.stream()
                .map(Evidence::new)
                .flatMap(evidence -> ClaimCatalogue.all().stream().map(claim -> claim.primary(evidence)))
                .toList();
    }

    /**
     * Whether it decides any of them.
     *
     * @param arm its label
     */
    public boolean has(Metric metric, String arm) {
        return primaries.stream()
                .anyMatch(primary ->
                        primary.metric().equals(metric) && primary.arms().contains(arm));
    }
}
