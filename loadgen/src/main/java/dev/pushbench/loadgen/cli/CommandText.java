package dev.pushbench.loadgen.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A command as one would type it. */
final class CommandText {

    private CommandText() {}

    /** {@code ./pushbench} and the arguments, quoted for a POSIX shell where they need it. */
    static String of(List<String> arguments) {
        return "./pushbench " + arguments.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
