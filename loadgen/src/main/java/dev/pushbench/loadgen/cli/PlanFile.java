package dev.pushbench.loadgen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A plan: a command's options by their long names without the dashes, in YAML, and {@code url} for its parameters. An
 * option that the command line gives too is taken from there.
 */
final class PlanFile {

    static final String OPTION = "--file";
    private static final String URL = "url";
    private static final String SEED = "seed";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    /** What it says, in its order: several texts for a list. */
    private final Map<String, List<String>> entries = new LinkedHashMap<>();

    private PlanFile(Path file) {
        this.file = file;
    }

    /** @throws ParameterException if it cannot be read, or is no plan for that command */
    static PlanFile read(Path file, CommandLine command) {
        PlanFile plan = new PlanFile(file);
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new ParameterException(command, "--file " + file + " cannot be read (" + e + ")");
        } catch (JacksonException e) {
            throw new ParameterException(
                    command,
                    "--file " + file + ", line " + e.getLocation().getLineNr() + ": no YAML that makes sense: "
                            + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new ParameterException(
                    command, "--file " + file + ": must hold options by their names, such as connections: 1000");
        }
        root.properties().forEach(entry -> plan.take(entry.getKey(), entry.getValue(), command));
        return plan;
    }

    private void take(String name, JsonNode value, CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption("--" + name);
        if (!name.equals(URL) && (option == null || !isForPlans(option))) {
            throw wrong(command, name, "is no option of " + command.getCommandName());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            if (!each.isValueNode() || each.isNull()) {
                throw wrong(command, name, "must have a value, or a list of values");
            }
            texts.add(each.asString());
        }
        if (value.isArray() && option != null && !option.isMultiValue()) {
            throw wrong(command, name, "takes one value, not a list");
        }
        String key = option == null ? URL : keyOf(option);
        if (entries.put(key, texts) != null) {
            throw wrong(command, key, "is there twice, by two of its names");
        }
    }

    private ParameterException wrong(CommandLine command, String name, String what) {
        return new ParameterException(command, "--file " + file + ": '" + name + "' " + what);
    }

    /** The name that an option goes by: the first long one, and those after it are older. */
    static String nameOf(OptionSpec option) {
        return Stream.of(option.names())
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .orElseThrow();
    }

    /** The same in a plan. */
    private static String keyOf(OptionSpec option) {
        return nameOf(option).substring("--".length());
    }

    /** Those about the run itself. */
    static boolean isForPlans(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !nameOf(option).equals(OPTION);
    }

    /** The arguments of a command line as if all that it does not say itself had been typed as well. */
    List<String> completed(ParseResult given) {
        List<String> all = new ArrayList<>(given.originalArgs());
        ParseResult command = given.subcommand();
        entries.forEach((name, texts) -> {
            if (name.equals(URL)) {
                if (command.matchedPositionals().isEmpty()) {
                    all.addAll(texts);
                }
            } else if (!command.hasMatchedOption("--" + name)) {
                OptionSpec option = command.commandSpec().findOption("--" + name);
                texts.forEach(text -> all.add(argument(option, text)));
            }
        });
        return all;
    }

    private static String argument(OptionSpec option, String text) {
        return nameOf(option) + "=" + text;
    }

    /** Which plan a message is about, or nothing if the argument does not come from it. */
    String origin(ArgSpec argument) {
        boolean ours = argument instanceof OptionSpec option && entries.containsKey(keyOf(option));
        return ours ? " (" + file + ")" : "";
    }

    /**
     * All that a command was told, as a plan; without secrets, which must be filled in before it can be used.
     *
     * @param drawnSeed that it was not told but has taken, or null
     */
    static String of(ParseResult command, Long drawnSeed) {
        Map<String, Object> plan = entries(command, option -> true, CommandText::shown);
        if (drawnSeed != null) {
            plan.put(SEED, String.valueOf(drawnSeed));
        }
        return YAML.writeValueAsString(plan);
    }

    /** What a command was told but for some options, secrets included: for a process of ours. */
    static String without(ParseResult command, Predicate<OptionSpec> left) {
        return YAML.writeValueAsString(entries(command, left.negate(), (option, text) -> text));
    }

    private static Map<String, Object> entries(
            ParseResult command, Predicate<OptionSpec> kept, BinaryOperator<String> shown) {
        Map<String, Object> plan = new LinkedHashMap<>();
        command.matchedPositionals().forEach(positional -> plan.put(URL, values(positional, shown)));
        for (OptionSpec option : command.commandSpec().options()) {
            if (command.hasMatchedOption(option) && isForPlans(option) && kept.test(option)) {
                plan.put(keyOf(option), values(option, shown));
            }
        }
        return plan;
    }

    /** @param shown of an option, or of none, and a value: how that is to be written */
    private static Object values(ArgSpec argument, BinaryOperator<String> shown) {
        String name = argument instanceof OptionSpec option ? nameOf(option) : "";
        List<String> texts = argument.originalStringValues().stream()
                .map(text -> shown.apply(name, text))
                .toList();
        return argument.isMultiValue() ? texts : texts.get(0);
    }
}
