package dev.pushbench.reports.diff;

import dev.pushbench.reports.result.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What else differs between two sides than what is to be seen: where they were measured, and with which settings. */
final class Surroundings {

    /** More blocks are no other work. */
    private static final Set<String> NO_WORK = Set.of("blocks");

    /** What these do is in the arms of claims, which are held against each other one by one. */
    private static final Set<String> IN_ARMS =
            Set.of("claims", "arms", "knee", "rate", "connections", "most-connections", "quick");

    private final Side before;
    private final Side after;

    Surroundings(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    /** What may be the cause of a change, a sentence each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        place(warnings, "JVM", Environment::jvm);
        place(warnings, "line of JVM options", Environment::jvmOptions);
        place(warnings, "operating system", Environment::os);
        place(warnings, "CPU", Environment::cpuModel);
        place(warnings, "number of cores", Environment::cores);
        place(warnings, "sharing of cores by client and server", Environment::sharedCores);
        place(warnings, "memory (bytes)", Environment::memoryBytes);
        Set<String> options = new LinkedHashSet<>();
        before.runs().forEach(run -> options.addAll(run.result().config().keySet()));
        after.runs().forEach(run -> options.addAll(run.result().config().keySet()));
        options.removeAll(NO_WORK);
        if (before.areClaims()) {
            options.removeAll(IN_ARMS);
        }
        for (String option : options) {
            String one = before.setting(run -> run.config().get(option));
            String other = after.setting(run -> run.config().get(option));
            add(warnings, "setting " + option, one, other);
        }
        return warnings;
    }

    /** Whether all runs measured that cell in the same way, as far as they keep how. */
    boolean sameArm(String cell) {
        return arms(cell).distinct().count() == 1;
    }

    /** Cells of which that is not so, and what differs: those that differ by the same in one sentence. */
    List<String> otherArms(List<String> cells) {
        Map<String, List<String>> byDifference = new LinkedHashMap<>();
        for (String cell : cells) {
            if (!sameArm(cell)) {
                byDifference
                        .computeIfAbsent(difference(cell), same -> new ArrayList<>())
                        .add(cell);
            }
        }
        return byDifference.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey() + ".")
                .toList();
    }

    private String difference(String cell) {
        Set<String> common = arms(cell).collect(LinkedHashSet::new, Set::addAll, Set::addAll);
        arms(cell).forEach(common::retainAll);
        return "before " + without(common, before.arms(cell)) + ", after " + without(common, after.arms(cell));
    }

    private static String without(Set<String> common, List<Set<String>> arms) {
        return arms.stream()
                .map(words ->
                        words.stream().filter(word -> !common.contains(word)).collect(Collectors.joining(" ")))
                .map(words -> words.isEmpty() ? "–" : words)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Stream<Set<String>> arms(String cell) {
        return Stream.concat(before.arms(cell).stream(), after.arms(cell).stream());
    }

    /** What one expects to differ, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        place(notes, "version of pushbench", Environment::pushbench);
        place(notes, "set of libraries", Environment::libraries);
        return notes;
    }

    private void place(List<String> lines, String what, Function<Environment, Object> place) {
        add(lines, what, before.place(place), after.place(place));
    }

    private static void add(List<String> lines, String what, String one, String other) {
        if (!one.equals(other)) {
            lines.add("The " + what + " differs: before " + one + ", after " + other + ".");
        }
    }
}
