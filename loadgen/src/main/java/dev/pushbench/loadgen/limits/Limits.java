package dev.pushbench.loadgen.limits;

import java.lang.management.ManagementFactory;

/**
 * What bounds the number of connections.
 *
 * @param descriptors open files that this process may have, or null. The JVM raises its soft limit to the hard one when it
 *     starts, so this is more than the shell's {@code ulimit -n} says, unless {@code -XX:-MaxFDLimit} forbids it
 * @param hardDescriptors to which it could be raised without privileges, or null
 * @param ports that the kernel gives to connections, or null
 * @param reservedDescriptors what a process needs for itself
 */
public record Limits(Long descriptors, Long hardDescriptors, PortRange ports, int reservedDescriptors) {

    private static final int FEWEST_RESERVED = 100;
    /** Of some 45 libraries, the files of the result, the connections to the admin API. */
    private static final int RESERVED_FOR_FILES = 68;
    /** Selectors of the load generator or the server, and of Jetty's HTTP client: two descriptors each. */
    private static final int RESERVED_PER_CORE = 4;

    private static final String DESCRIPTORS = "Max open files";

    /** The limits of the process that asks. */
    public static Limits ofThisProcess() {
        Limits read = read(KernelFiles.ofThisMachine(), Runtime.getRuntime().availableProcessors());
        return read.descriptors != null
                ? read
                : new Limits(descriptorsOfTheJvm(), null, read.ports, read.reservedDescriptors);
    }

    static Limits read(KernelFiles files, int cores) {
        String limits = files.text("proc/self/limits");
        String[] softAndHard = limits == null
                ? new String[0]
                : limits.lines()
                        .filter(line -> line.startsWith(DESCRIPTORS))
                        .map(line ->
                                line.substring(DESCRIPTORS.length()).strip().split("\\s+"))
                        .findFirst()
                        .orElse(new String[0]);
        return new Limits(limit(softAndHard, 0), limit(softAndHard, 1), PortRange.read(files), reserved(cores));
    }

    private static int reserved(int cores) {
        return Math.max(FEWEST_RESERVED, RESERVED_FOR_FILES + RESERVED_PER_CORE * cores);
    }

    private static Long limit(String[] softAndHard, int index) {
        if (index >= softAndHard.length) {
            return null;
        }
        return softAndHard[index].equals("unlimited") ? Long.MAX_VALUE : KernelFiles.parse(softAndHard[index]);
    }

    /** For systems other than Linux. */
    private static Long descriptorsOfTheJvm() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : null;
    }

    /** TCP connections that one process can have, or null where nobody knows. */
    public Long connectionsPerProcess() {
        return descriptors == null ? null : Math.max(0, descriptors - reservedDescriptors);
    }

    /** TCP connections to one target port from one source address, or null where nobody knows. */
    public Integer connectionsPerTargetPort() {
        return ports == null ? null : ports.size();
    }
}
