package dev.pushbench.loadgen.measure;

import dev.pushbench.loadgen.limits.KernelFiles;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.reports.result.Environment;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.eclipse.jetty.util.Jetty;

/** The machine and the JVM that this program runs on. */
public final class Machine {

    private Machine() {}

    /**
     * Describes it.
     *
     * @param sharedCores whether the target runs on the same cores
     */
    public static Environment describe(boolean sharedCores) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        Limits limits = Limits.ofThisProcess();
        return new Environment(
                version(Machine.class),
                libraries(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + " ("
                        + System.getProperty("java.vendor") + ")",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                KernelFiles.ofThisMachine().cpuModel(),
                system.getAvailableProcessors(),
                sharedCores,
                ((com.sun.management.OperatingSystemMXBean) system).getTotalMemorySize(),
                limits.descriptors(),
                limits.ports() == null ? null : limits.ports().text());
    }

    private static Map<String, String> libraries() {
        Map<String, String> libraries = new TreeMap<>();
        libraries.put("jetty", Jetty.VERSION);
        libraries.put("hdrhistogram", version(Histogram.class));
        return libraries;
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("development");
    }
}
