package dev.pushbench.loadgen.measure;

import dev.pushbench.reports.result.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.eclipse.jetty.util.Jetty;

/** The machine and the JVM that this program runs on. */
public final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path PORT_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private Machine() {}

    /**
     * Describes it.
     *
     * @param sharedCores whether the target runs on the same cores
     */
    public static Environment describe(boolean sharedCores) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                version(Machine.class),
                libraries(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + " ("
                        + System.getProperty("java.vendor") + ")",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                cpuModel(),
                system.getAvailableProcessors(),
                sharedCores,
                ((com.sun.management.OperatingSystemMXBean) system).getTotalMemorySize(),
                descriptorLimit(),
                portRange());
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

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static Long descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : null;
    }

    private static String portRange() {
        try {
            return Files.readString(PORT_RANGE).strip().replaceAll("\\s+", "–");
        } catch (IOException e) {
            return null;
        }
    }
}
