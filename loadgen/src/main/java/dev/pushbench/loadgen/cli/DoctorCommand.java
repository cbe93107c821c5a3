package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.limits.Diagnosis;
import dev.pushbench.loadgen.limits.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code pushbench doctor}: what this machine can measure. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "What this machine can measure: descriptors, ports, cores, clock, memory, kernel settings. Each finding is ok,"
                    + " note, warning or unknown (it cannot be read here), and says what to do.",
            "load and compare check descriptors and ports by themselves, and refuse what cannot work."
        })
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "one JSON object, for programs")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnosis diagnosis = Diagnosis.ofThisMachine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(diagnosis));
        } else {
            print(diagnosis, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(Diagnosis diagnosis, PrintWriter out) {
        int width = diagnosis.findings().stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(1);
        for (Finding finding : diagnosis.findings()) {
            out.println(String.format(
                            Locale.ROOT,
                            "%-8s %-" + width + "s  ",
                            finding.level().label(),
                            finding.name())
                    + finding.value()
                    + (finding.meaning().isEmpty() ? "" : ": " + finding.meaning())
                    + (finding.remedy().isEmpty() ? "" : " → " + finding.remedy()));
        }
        out.println();
        out.println("Allowed here: " + diagnosis.allows() + ".");
    }

    private static String asJson(Diagnosis diagnosis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connectionsPerProcess", diagnosis.limits().connectionsPerProcess());
        json.put("connectionsPerTargetPort", diagnosis.limits().connectionsPerTargetPort());
        json.put(
                "findings",
                diagnosis.findings().stream().map(DoctorCommand::asJson).toList());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(json);
    }

    private static Map<String, String> asJson(Finding finding) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("name", finding.name());
        json.put("level", finding.level().label());
        json.put("value", finding.level() == Finding.Level.UNKNOWN ? null : finding.value());
        json.put("meaning", finding.meaning());
        json.put("remedy", finding.remedy());
        return json;
    }
}
