package dev.pushbench.reports.html;

import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.RunResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values: where it ran, and with which settings. */
final class SettingTables {

    private SettingTables() {}

    static Table environment(Environment environment) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (environment != null) {
            values.put("pushbench", environment.pushbench());
            values.put("JVM", environment.jvm());
            values.put("JVM options", environment.jvmOptions());
            values.put("Operating system", environment.os());
            values.put("CPU", environment.cpuModel());
            values.put(
                    "Cores", environment.cores() + (environment.sharedCores() ? ", shared by client and server" : ""));
            values.put("Memory", environment.memoryBytes() == null ? null : Figures.bytes(environment.memoryBytes()));
            values.put("Open files, limit", Table.count(environment.descriptorLimit()));
            values.put("Ephemeral ports", environment.portRange());
            if (environment.libraries() != null) {
                environment.libraries().forEach(values::put);
            }
        }
        return table("environment", "Environment", "What", values);
    }

    static Table configuration(RunResult run) {
        Map<String, Object> values = new LinkedHashMap<>(run.config());
        // Arms are commands, which stand in the sections of their claims.
        values.values()
                .removeIf(value -> value instanceof Map
                        || value instanceof Collection<?> all && all.stream().anyMatch(Map.class::isInstance));
        values.put("seed", run.seed());
        return table("configuration", "Configuration", "Option", values);
    }

    private static Table table(String id, String caption, String corner, Map<String, Object> values) {
        return new TableOf<>(List.copyOf(values.entrySet()))
                .missing("not known, or not set.")
                .text("Value", each -> each.getValue() == null ? Figures.MISSING : String.valueOf(each.getValue()))
                .build(id, caption, corner, Map.Entry::getKey, each -> null);
    }
}
