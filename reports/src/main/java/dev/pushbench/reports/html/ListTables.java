package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import dev.pushbench.reports.result.SloResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run lists in words: SLOs, subscriptions that failed, and the probes of a search. */
final class ListTables {

    private ListTables() {}

    /** Null where nothing was asked. */
    static Table slos(List<SloResult> slos) {
        return slos.isEmpty()
                ? null
                : new TableOf<>(slos)
                        .text("Cell", SloResult::cell)
                        .text("Met", slo -> slo.met() ? "yes" : "no")
                        .text("Detail", SloResult::detail)
                        .build("slos", "Service level objectives", "SLO", SloResult::slo, slo -> null);
    }

    /** Null where nothing failed. */
    static Table failures(List<Failure> failures) {
        return failures.isEmpty()
                ? null
                : new TableOf<>(failures)
                        .missing("not kept, or not known.")
                        .text("Cell", Failure::cell)
                        .count("Subscriptions", Failure::count)
                        .text("One of them", orMissing(Failure::example))
                        .text("What to do", orMissing(Failure::remedy))
                        .build("failures", "Failed or lost subscriptions", "Cause", Failure::cause, each -> null);
    }

    /** Null where nothing was searched for. */
    static Table probes(SearchResult search) {
        return search == null
                ? null
                : new TableOf<>(search.probes())
                        .missing("not to be had. There is no result, or the target does not reveal it.")
                        .text("Met", probe -> probe.met() ? "yes" : "no")
                        .time("Response time p50", Probe::p50Ns)
                        .time("Response time p99", Probe::p99Ns)
                        .count("Lost", Probe::lost)
                        .count("Messages/s", Probe::rate)
                        .time("CPU client", cpu(Cpu::clientNsPerMessage))
                        .time("CPU server", cpu(Cpu::serverNsPerMessage))
                        .text("Why not", ListTables::reasons)
                        .note("Each probe is a whole run in a process of its own, in the order of the table. CPU is per"
                                + " message. A probe that missed was repeated once before it was believed.")
                        .build("probes", "Probes", "Load", probe -> search.load(probe.value()), probe -> null);
    }

    private static Function<Probe, Number> cpu(Function<Cpu, Double> figure) {
        return probe -> probe.cpu() == null ? null : figure.apply(probe.cpu());
    }

    private static String reasons(Probe probe) {
        return probe.reasons().stream().map(Reason::toString).collect(Collectors.joining("; "));
    }

    private static Function<Failure, String> orMissing(Function<Failure, String> text) {
        return failure -> text.apply(failure) == null ? Figures.MISSING : text.apply(failure);
    }
}
