package dev.pushbench.loadgen.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One search.
 *
 * @param searched what is varied
 * @param search in steps of {@code searched}
 * @param generatorGates names of the gates that show the load generator at its limit
 * @param probe arguments of {@code load} for every probe, besides its load
 * @param scratch directory for the probes' own results
 */
public record CapacityConfig(
        SearchedLoad searched, CapacitySearch search, Set<String> generatorGates, List<String> probe, Path scratch) {

    /** Its settings by the names of their options. */
    Map<String, Object> resolved() {
        Map<String, Object> resolved = new LinkedHashMap<>();
        resolved.put("find", searched.label());
        resolved.put("find-max", searched.value(search.most()));
        resolved.put("find-resolution", search.resolutionPercent());
        resolved.put("find-probes", search.probes());
        return resolved;
    }
}
