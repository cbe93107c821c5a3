package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which figures of which arms decide claims: those that the claims' effects are made of, as the names of the effects tell.
 * It does not depend on gates, nor on what the figures show.
 */
public final class Deciding {

    /** Between the arms that a name tells. */
    private static final String BETWEEN = "[ ,()]+";

    private final Set<String> effects;

    /** Of every claim that any of these runs has the arms for. */
    public Deciding(List<RunResult> runs) {
        effects = runs.stream()
                .map(Evidence::new)
                .flatMap(evidence -> ClaimCatalogue.all().stream().map(claim -> claim.judge(evidence)))
                .filter(finding -> finding.effect() != null)
                .map(finding -> finding.effect().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether it decides any of them. Where a straight line through idle connections does, each of its sizes counts.
     *
     * @param arm its label
     * @see ClaimResult.Estimate#name()
     */
    public boolean has(Metric metric, String arm) {
        String begin = metric.name() + ", ";
        return effects.stream()
                .filter(effect -> effect.startsWith(begin))
                .flatMap(effect -> Stream.of(effect.substring(begin.length()).split(BETWEEN)))
                .anyMatch(part -> metric.equals(Metric.SERVER_MEMORY)
                        ? arm.startsWith(part + IdleArms.SUFFIX)
                        : arm.equals(part));
    }
}
