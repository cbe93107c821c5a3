package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program in place of this one: leaves the result that its arguments describe. */
final class Finder {

    private Finder() {}

    /**
     * As {@code load FOUND MISSED GENERATORS-LIMIT --out=DIR …}, where FOUND is {@code cut} in a run that was
     * interrupted, {@code load busy MOST GATE} fails that gate with more connections, or with a higher rate, and
     * {@code load halt CODE} leaves nothing; or as {@code serve [--exit-code=CODE]}.
     */
    public static void main(String... args) throws IOException {
        if (args[0].equals("serve")) {
            serve(valueOf("--exit-code=", args));
        } else if (args[1].equals("halt")) {
            Runtime.getRuntime().halt(Integer.parseInt(args[2]));
        } else {
            load(args, Path.of(valueOf("--out=", args).orElseThrow()));
        }
    }

    private static Optional<String> valueOf(String option, String... args) {
        return Stream.of(args)
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst();
    }

    private static void serve(Optional<String> exitCode) throws IOException {
        if (exitCode.isPresent()) {
            System.err.println("no port is free");
            Runtime.getRuntime().halt(Integer.parseInt(exitCode.get()));
        }
        System.out.println("http://127.0.0.1:1/sse");
        System.out.println("https://127.0.0.1:2/sse");
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static double searched(String... args) {
        return Double.parseDouble(valueOf("--connections=", args)
                .or(() -> valueOf("--rate=", args))
                .orElseThrow());
    }

    private static void load(String[] args, Path out) {
        CellResult cell = SampleCell.with(it -> it.memory = new Memory(null, null, null, null));
        boolean busy = args[1].equals("busy") && searched(args) > Integer.parseInt(args[2]);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                "load",
                !busy,
                false,
                "2027-01-15T08:00:00Z",
                "",
                1,
                null,
                Map.of(),
                busy ? List.of(new Gate(args[3], null, null, false, "too much")) : List.of(),
                List.of(),
                List.of(cell),
                List.of(new BlockResult(1, List.of(cell))),
                List.of(),
                List.of());
        if (args[1].equals("busy")) {
            ResultDirectory.write(out, run, List.of());
            return;
        }
        ResultDirectory.write(
                out,
                run.withSearch(
                        found(args[1].equals("cut") ? "none" : args[1], args[2], args[3]),
                        "",
                        Map.of(),
                        args[1].equals("cut")),
                List.of());
    }

    /** What a search found; {@code none}, or how much. */
    static SearchResult found(String found, String missed, String generatorsLimit) {
        return new SearchResult(
                "connections",
                found.equals("none") ? null : new BigDecimal(found),
                new BigDecimal(missed),
                "gate subscriptions",
                Boolean.parseBoolean(generatorsLimit),
                List.of());
    }
}
