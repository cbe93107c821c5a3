package dev.pushbench.reports.result;

import java.util.Map;

/**
 * Where a run was measured.
 *
 * @param pushbench version of this program
 * @param libraries name to version, of the libraries that the figures depend on
 * @param jvm name, version and vendor
 * @param jvmOptions of the load generator, and of the server where pushbench started it
 * @param os name, version and architecture
 * @param cpuModel as the kernel names it, or null
 * @param cores that this process may use
 * @param sharedCores whether client and server ran on the same cores: latency then holds their competition too
 * @param memoryBytes physical memory, or null
 * @param descriptorLimit open files that the process may have, or null
 * @param portRange ephemeral ports, such as {@code 32768–60999}, or null
 */
public record Environment(
        String pushbench,
        Map<String, String> libraries,
        String jvm,
        String jvmOptions,
        String os,
        String cpuModel,
        int cores,
        boolean sharedCores,
        Long memoryBytes,
        Long descriptorLimit,
        String portRange) {}
