package dev.pushbench.loadgen.limits;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What the JVM says of itself.
 *
 * @param version name and version
 * @param maxHeapBytes to which its heap may grow
 * @param collectors names of the garbage collectors
 * @param cores that it may use, a quota of the control group included
 */
record Jvm(String version, long maxHeapBytes, List<String> collectors, int cores) {

    static Jvm running() {
        return new Jvm(
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                Runtime.getRuntime().availableProcessors());
    }
}
