package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the measurements of a suite spread over panels and series: a series for each method and each set of parameters
 * but the payload. More series than there are styles are split into panels by one of the traits, or by several.
 */
final class SuiteSeries {

    /** The parameter that names a cell. */
    static final String CELL = "cell";

    private final List<JmhMeasurement> measurements;
    private final List<String> varying;
    private final Set<String> split = new LinkedHashSet<>();
    private final Map<String, CellStyle> styles;

    SuiteSeries(List<JmhMeasurement> measurements) {
        this.measurements = measurements;
        this.varying = measurements.stream()
                .flatMap(each -> each.traits().keySet().stream())
                .distinct()
                .filter(trait -> values(trait) > 1)
                .toList();
        while (names(split).size() > CellStyle.COLOURS) {
            split.add(bestSplit());
        }
        this.styles = styles();
    }

    private long values(String trait) {
        return measurements.stream()
                .map(each -> String.valueOf(each.traits().get(trait)))
                .distinct()
                .count();
    }

    /** Of the traits that leave few enough series, the one with the fewest panels; else the one that leaves the fewest. */
    private String bestSplit() {
        return varying.stream()
                .filter(trait -> !split.contains(trait))
                .min(Comparator.comparingInt(this::seriesTooMany).thenComparingLong(this::values))
                .orElseThrow();
    }

    private int seriesTooMany(String trait) {
        Set<String> with = new LinkedHashSet<>(split);
        with.add(trait);
        int left = names(with).size();
        return left > CellStyle.COLOURS ? left : 0;
    }

    private Set<String> names(Set<String> without) {
        return measurements.stream()
                .map(each -> name(each, trait -> !without.contains(trait)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where each cell is one series and no other is, they look as in all reports. */
    private Map<String, CellStyle> styles() {
        Map<String, String> cells = new LinkedHashMap<>();
        measurements.forEach(each -> cells.put(series(each), each.params().getOrDefault(CELL, "")));
        boolean byCell = cells.values().stream().distinct().count() == cells.size() && !cells.containsValue("");
        Map<String, CellStyle> ofCells = CellStyle.assign(List.copyOf(cells.values()));
        Map<String, CellStyle> assigned = new LinkedHashMap<>();
        cells.forEach(
                (name, cell) -> assigned.put(name, byCell ? ofCells.get(cell) : CellStyle.numbered(assigned.size())));
        return assigned;
    }

    /** Measurements by the title of their panel, which is empty where there is only one; in the order of the file. */
    Map<String, List<JmhMeasurement>> panels() {
        return group(each -> split.isEmpty() ? "" : name(each, split::contains));
    }

    /** Which line of a chart it belongs to. */
    String series(JmhMeasurement measurement) {
        return name(measurement, trait -> !split.contains(trait));
    }

    CellStyle style(JmhMeasurement measurement) {
        return styles.get(series(measurement));
    }

    /** Everything that tells it from the others but the payload. */
    String label(JmhMeasurement measurement) {
        return name(measurement, trait -> true);
    }

    /** All measurements that differ in the payload only, together. */
    List<List<JmhMeasurement>> lines() {
        return List.copyOf(group(this::label).values());
    }

    private Map<String, List<JmhMeasurement>> group(Function<JmhMeasurement, String> key) {
        return measurements.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    /** Such as {@code encode (masked=true)}: the method, and what varies in the suite. */
    private String name(JmhMeasurement measurement, Predicate<String> shown) {
        List<String> params = new ArrayList<>();
        measurement.traits().forEach((trait, value) -> {
            if (!trait.equals(JmhMeasurement.METHOD) && varying.contains(trait) && shown.test(trait)) {
                params.add(trait + "=" + value);
            }
        });
        String joined = String.join(", ", params);
        if (!shown.test(JmhMeasurement.METHOD)) {
            return joined.isEmpty() ? measurement.type() : joined;
        }
        return joined.isEmpty() ? measurement.method() : measurement.method() + " (" + joined + ")";
    }
}
