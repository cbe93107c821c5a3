package dev.pushbench.reports.diff;

import dev.pushbench.reports.result.Environment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What else differs between two sides than what is to be seen: where they were measured, and with which settings. */
final class Surroundings {

    /** More blocks are no other work. */
    private static final Set<String> NO_WORK = Set.of("blocks");

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
        for (String option : options) {
            String one = before.setting(run -> run.config().get(option));
            String other = after.setting(run -> run.config().get(option));
            add(warnings, "setting " + option, one, other);
        }
        return warnings;
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
