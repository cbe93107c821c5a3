package dev.pushbench.reports.html;

import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.SloResult;
import java.util.List;
import java.util.function.Function;

/** What a run lists in words: SLOs, and subscriptions that failed. */
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

    private static Function<Failure, String> orMissing(Function<Failure, String> text) {
        return failure -> text.apply(failure) == null ? Figures.MISSING : text.apply(failure);
    }
}
