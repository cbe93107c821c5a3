package dev.pushbench.loadgen.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Where commands are typed, in this JVM: what the last one printed. */
final class Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command and returns its exit code. */
    int run(String... command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine(command);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(command);
    }

    int run(List<String> command) {
        return run(command.toArray(String[]::new));
    }

    /** On stdout. */
    String out() {
        return out.toString();
    }

    /** On stderr. */
    String err() {
        return err.toString();
    }
}
