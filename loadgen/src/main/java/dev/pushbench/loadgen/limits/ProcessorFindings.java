package dev.pushbench.loadgen.limits;

import dev.pushbench.loadgen.limits.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Processors, their frequency, and the clock. */
final class ProcessorFindings {

    /** A load generator, a server, and something left for the rest. */
    private static final int ENOUGH_CORES = 4;

    /** Read without a system call, in some 25 ns. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter");

    private static final String CLOCKS = "sys/devices/system/clocksource/clocksource0/";

    private final KernelFiles files;
    private final Jvm jvm;
    private final List<Finding> findings = new ArrayList<>();

    ProcessorFindings(KernelFiles files, Jvm jvm) {
        this.files = files;
        this.jvm = jvm;
    }

    List<Finding> all() {
        cores();
        quota();
        governor();
        clockSource();
        return findings;
    }

    private void cores() {
        String model = files.cpuModel();
        Finding found =
                Finding.ok("cores", jvm.cores(), "that the JVM may use" + (model == null ? "" : ", of " + model));
        if (jvm.cores() >= ENOUGH_CORES) {
            findings.add(found);
        } else {
            findings.add(found.but(
                    jvm.cores() == 1 ? Level.WARNING : Level.NOTE,
                    "client and server get in each other's way: read latency beside the CPU per message, or use two"
                            + " machines"));
        }
    }

    private void quota() {
        String name = "processor quota";
        Double cores = new ControlGroup(files).cores();
        if (cores == null) {
            findings.add(Finding.unknown(name, "proc/self/cgroup cannot be read"));
        } else if (Double.isInfinite(cores)) {
            findings.add(Finding.ok(name, "none", "no control group that can be seen limits processor time"));
        } else {
            findings.add(Finding.ok(
                            name,
                            String.format(Locale.ROOT, "%.1f cores", cores),
                            "the kernel stops every thread when it is used up, and latency holds those pauses")
                    .but(Level.WARNING, "measure without a limit of processor time, or give whole cores (cpuset)"));
        }
    }

    private void governor() {
        String name = "CPU governor";
        Set<String> governors = new TreeSet<>(files.ofEachCpu("cpufreq/scaling_governor"));
        if (governors.isEmpty()) {
            findings.add(Finding.unknown(name, "not shown here, as in most virtual machines"));
            return;
        }
        Finding found = Finding.ok(name, String.join(" ", governors), "");
        findings.add(
                governors.equals(Set.of("performance"))
                        ? found
                        : new Finding(
                                name,
                                Level.NOTE,
                                found.value(),
                                "the frequency may follow the load, and low load then looks slow",
                                "cpupower frequency-set -g performance"));
    }

    private void clockSource() {
        String name = "clock source";
        String current = files.text(CLOCKS + "current_clocksource");
        if (current == null) {
            findings.add(Finding.unknown(name, CLOCKS + "current_clocksource cannot be read"));
            return;
        }
        if (FAST_CLOCKS.contains(current)) {
            findings.add(Finding.ok(name, current, "read without a system call"));
            return;
        }
        String available = files.text(CLOCKS + "available_clocksource");
        boolean tsc = available != null && List.of(available.split("\\s+")).contains("tsc");
        findings.add(Finding.ok(name, current, "each reading of the clock may be a slow system call")
                .but(
                        Level.WARNING,
                        tsc
                                ? "echo tsc > /" + CLOCKS + "current_clocksource, unless dmesg calls tsc unstable"
                                : "measure on a machine with an invariant tsc"));
    }
}
