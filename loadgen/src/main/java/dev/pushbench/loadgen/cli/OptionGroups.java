package dev.pushbench.loadgen.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command with many options, in groups with headings. Only the help: picocli's own argument groups would
 * change how options are parsed, and cannot hold mixins.
 */
final class OptionGroups {

    /** What is in no other group. */
    static final String REST = "Help";

    private static final Map<String, List<String>> LOAD = load();

    private OptionGroups() {}

    private static Map<String, List<String>> load() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(
                "What to load, and how much",
                List.of(
                        "--file",
                        "--connections",
                        "--duration",
                        "--warmup",
                        "--http",
                        "--streams-per-client",
                        "--connect-rate",
                        "--processes",
                        "--hybrid"));
        groups.put("What its messages say", List.of("--seq-field", "--time-field", "--time-unit", "--clock"));
        groups.put(
                "Over time",
                List.of("--stage", "--rate-stage", "--session", "--storm", "--reconnect", "--slow", "--seed"));
        groups.put(
                "Sending, and what comes back",
                List.of(
                        "--send",
                        "--send-every",
                        "--expect",
                        "--round-trip",
                        "--publish-path",
                        "--idle",
                        "--heartbeat",
                        "--ping-every"));
        groups.put(
                "What a pushbench server publishes",
                List.of("--rate", "--payload", "--format", "--pattern", "--admin-token"));
        groups.put(
                "Who asks, and for what",
                List.of(
                        "--header",
                        "--user",
                        "--bearer",
                        "--cookie",
                        "--subprotocol",
                        "--deflate",
                        "--gzip",
                        "--max-redirects"));
        groups.put("TLS", List.of("--insecure", "--cacert", "--cert", "--key", "--sni"));
        groups.put(
                "Network and limits",
                List.of(
                        "--resolve",
                        "--bind",
                        "--connect-timeout",
                        "--response-timeout",
                        "--max-message",
                        "--selectors"));
        groups.put("SLOs", List.of("--slo", "--abort-on-slo", "--abort-delay"));
        groups.put("How much the target bears", List.of("--find", "--find-max", "--find-resolution", "--find-probes"));
        groups.put("Output", List.of("--out", "--no-report", "--junit", "--progress", "--prometheus"));
        return groups;
    }

    /** Has the help of {@code load} list its options by group. */
    static void showIn(CommandLine load) {
        load.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        load.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::text);
    }

    private static String text(Help help) {
        StringBuilder text = new StringBuilder();
        of(help.commandSpec().options()).forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout();
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(help.createHeading("%n" + heading + "%n")).append(layout);
        });
        return text.toString();
    }

    /** The options of {@code load} by heading, in the order of the help. */
    static Map<String, List<OptionSpec>> of(List<OptionSpec> options) {
        Map<String, List<OptionSpec>> grouped = new LinkedHashMap<>();
        List<OptionSpec> rest = new ArrayList<>(options);
        LOAD.forEach((heading, names) -> {
            List<OptionSpec> own = names.stream()
                    .flatMap(name -> options.stream()
                            .filter(option -> PlanFile.nameOf(option).equals(name)))
                    .toList();
            rest.removeAll(own);
            grouped.put(heading, own);
        });
        grouped.put(REST, rest);
        return grouped;
    }
}
