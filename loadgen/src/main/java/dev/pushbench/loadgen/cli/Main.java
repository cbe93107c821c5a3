package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.reports.result.ResultException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** {@code pushbench}: parses the command line and runs a subcommand. */
@Command(
        name = "pushbench",
        description = "WebSocket and Server-Sent Events on the same work, measured.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:failure",
            "2:usage: an option is wrong, or asks for more than this machine allows (see doctor)",
            "3:SLO missed; or a regression, with diff --fail-on-regression",
            "4:measurement invalid: a gate failed",
            "5:target unreachable, or of the wrong kind",
            "130:interrupted; what was measured is saved and rendered"
        },
        footer = {
            "",
            "Gates: subscriptions, expectations, slow-subscriptions, messages-received, messages-lost, accounting, samples,"
                    + " clock, schedule-lag, descriptors, ports, tcp-nodelay, generator-cpu, generator-gc,"
                    + " generator-hiccups, event-loop-delay, processes, cell-measured, target-limit."
        })
public final class Main {

    private static final List<Class<?>> COMMANDS = List.of(
            CompareCommand.class,
            LoadCommand.class,
            ClaimsCommand.class,
            ServeCommand.class,
            TailCommand.class,
            SelfTestCommand.class,
            DoctorCommand.class,
            ReportCommand.class,
            DiffCommand.class,
            RehearseCommand.class,
            AgentCommand.class);

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        int exitCode = commandLine(args).execute(args);
        Interruption.allSaved();
        System.exit(exitCode);
    }

    /**
     * The parser, ready to execute; for tests as well.
     *
     * @param args that it is for; of these only the command's name counts, and without one it knows every command
     */
    static CommandLine commandLine(String... args) {
        CommandLine commandLine = parser(args);
        commandLine.setExecutionStrategy(parsed -> {
            ParseResult command = parsed.subcommand();
            return command != null && command.hasMatchedOption(PlanFile.OPTION)
                    ? executeWithPlan(parsed, commandLine)
                    : new RunLast().execute(parsed);
        });
        return commandLine;
    }

    /** Parses again, with what the plan adds. */
    private static int executeWithPlan(ParseResult parsed, CommandLine first) {
        ParseResult command = parsed.subcommand();
        Path file = command.matchedOptionValue(PlanFile.OPTION, null);
        PlanFile plan = PlanFile.read(file, command.commandSpec().commandLine());
        CommandLine second = parser(command.commandSpec().name());
        second.setOut(first.getOut());
        second.setErr(first.getErr());
        second.setParameterExceptionHandler((failure, args) -> say(
                failure.getCommandLine(), failure.getMessage() + plan.origin(failure.getArgSpec()), ExitCode.USAGE));
        return second.execute(plan.completed(parsed).toArray(String[]::new));
    }

    private static CommandLine parser(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commands(args).forEach(commandLine::addSubcommand);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        if (commandLine.getSubcommands().containsKey("load")) {
            OptionGroups.showIn(commandLine.getSubcommands().get("load"));
        }
        // An @ at the beginning is an option's own affair: --send @FILE, --bearer @FILE.
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler(Main::explainUsage);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        return commandLine;
    }

    /** To read the options of all commands would take longer than much of what the many child JVMs do. */
    private static List<Class<?>> commands(String... args) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> args.length > 0
                        && type.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static int explainUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        return say(command, failure.getMessage(), ExitCode.USAGE);
    }

    private static int explain(Exception failure, CommandLine command) {
        if (failure instanceof UnusableTarget) {
            return say(command, failure.getMessage(), ExitCode.TARGET_UNREACHABLE);
        }
        if (failure instanceof IllegalArgumentException) {
            // A configuration record says which option is wrong, and why.
            return say(command, failure.getMessage(), ExitCode.USAGE);
        }
        if (failure instanceof ResultException || failure instanceof IOException) {
            return say(command, failure.getMessage(), ExitCode.FAILURE);
        }
        failure.printStackTrace(command.getErr());
        return say(command, "this is a defect of pushbench: " + failure, ExitCode.FAILURE);
    }

    private static int say(CommandLine command, String message, int exitCode) {
        PrintWriter err = command.getErr();
        String line = List.of(String.valueOf(message).split("\\R")).get(0);
        String hint =
                exitCode == ExitCode.USAGE ? " (see " + command.getCommandSpec().qualifiedName() + " --help)" : "";
        err.println(command.getCommandSpec().qualifiedName() + ": " + line + hint);
        err.flush();
        return exitCode;
    }
}
