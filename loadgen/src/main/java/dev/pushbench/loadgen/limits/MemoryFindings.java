package dev.pushbench.loadgen.limits;

import dev.pushbench.loadgen.limits.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Memory of the machine, and of the JVM. */
final class MemoryFindings {

    private static final double BYTES_PER_KB = 1024;
    private static final double BYTES_PER_GB = 1 << 30;
    /** A comparison runs two JVMs of at most 2 GB of heap each. */
    private static final double ENOUGH_GB = 4;

    private final KernelFiles files;
    private final Jvm jvm;
    private final List<Finding> findings = new ArrayList<>();

    MemoryFindings(KernelFiles files, Jvm jvm) {
        this.files = files;
        this.jvm = jvm;
    }

    List<Finding> all() {
        machine();
        controlGroup();
        heap();
        collector();
        return findings;
    }

    private void machine() {
        Double total = gigabytes("MemTotal");
        Double available = gigabytes("MemAvailable");
        if (total == null || available == null) {
            findings.add(Finding.unknown("memory", "proc/meminfo cannot be read"));
            return;
        }
        findings.add(enough(
                Finding.ok("memory", gigabytes(available) + " available of " + gigabytes(total), ""), available));
    }

    private void controlGroup() {
        String name = "memory limit";
        Double bytes = new ControlGroup(files).memoryBytes();
        if (bytes == null) {
            findings.add(Finding.unknown(name, "proc/self/cgroup cannot be read"));
        } else if (Double.isInfinite(bytes)) {
            findings.add(Finding.ok(name, "none", "no control group that can be seen limits memory"));
        } else {
            double limit = bytes / BYTES_PER_GB;
            findings.add(enough(
                    Finding.ok(
                            name,
                            gigabytes(limit),
                            "for all processes of the control group, buffers of sockets" + " included"),
                    limit));
        }
    }

    private static Finding enough(Finding found, double available) {
        return available >= ENOUGH_GB
                ? found
                : found.but(
                        Level.NOTE,
                        "a comparison's two JVMs may take 2 GB of heap each: lower --connections, or give it more");
    }

    private void heap() {
        findings.add(
                Finding.ok("JVM", jvm.version(), "heap of at most " + gigabytes(jvm.maxHeapBytes() / BYTES_PER_GB)));
    }

    /** On one core, or with less than 2 GB, the JVM chooses the serial collector, which stops everything. */
    private void collector() {
        Finding found = Finding.ok("garbage collector", String.join(", ", jvm.collectors()), "");
        boolean serial = jvm.collectors().contains("Copy") || jvm.collectors().contains("MarkSweepCompact");
        findings.add(serial ? found.but(Level.NOTE, "for many connections PUSHBENCH_JAVA_OPTS=-XX:+UseG1GC") : found);
    }

    /** The kernel says kB and means 1024 bytes. */
    private Double gigabytes(String field) {
        String value = files.field("proc/meminfo", field);
        Long kilobytes = value == null ? null : KernelFiles.parse(value.replaceFirst("\\s*kB$", ""));
        return kilobytes == null ? null : kilobytes * BYTES_PER_KB / BYTES_PER_GB;
    }

    private static String gigabytes(double gigabytes) {
        return String.format(Locale.ROOT, "%.1f GB", gigabytes);
    }
}
