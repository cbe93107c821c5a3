package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Recorded.Failure;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.reports.result.SlowResult.Group;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Works out what a run with slow consumers showed of them. Owned by the control thread. */
final class SlowOutcome {

    private final Recorded recorded;
    private final long expected;
    private final SlowResult.Server server;

    /** @param expected messages due in the window to all the others, or -1 where nobody knows */
    SlowOutcome(Recorded recorded, long expected, SlowResult.Server server) {
        this.recorded = recorded;
        this.expected = expected;
        this.server = server;
    }

    boolean any() {
        return !recorded.slow().isEmpty();
    }

    /** Subscriptions that were to be slow. */
    int connections() {
        return sum(SlowRecorded::asked);
    }

    /** Those of them that opened. */
    int opened() {
        return sum(SlowRecorded::opened);
    }

    private int sum(ToIntFunction<SlowRecorded> figure) {
        return recorded.slow().stream().mapToInt(figure).sum();
    }

    /** Ends that nobody on this side wanted, by cause: those, and the slow ones' own. */
    Map<String, Long> errorsWith(Map<String, Long> ofTheOthers) {
        Map<String, Long> all = new TreeMap<>(ofTheOthers);
        recorded.slow()
                .forEach(group ->
                        Failure.counts(group.failures()).forEach((cause, count) -> all.merge(cause, count, Long::sum)));
        return all;
    }

    /** Null without slow consumers. */
    SlowResult result() {
        return any() ? new SlowResult(recorded.slow().stream().map(this::group).toList(), server) : null;
    }

    /** One line for each cause by which slow consumers failed or were ended. */
    List<String> examples() {
        return recorded.slow().stream()
                .flatMap(group -> group.failures().values().stream()
                        .map(failure -> "Slow consumer (" + group.what() + "): " + failure.example()))
                .toList();
    }

    private Group group(SlowRecorded group) {
        long unique = group.counts().unique();
        Long due = due(group.opened());
        return new Group(
                group.what(),
                group.asked(),
                group.opened(),
                group.read(),
                due,
                recorded.sequenced() ? group.counts().received() : unique,
                due == null ? null : Long.valueOf(Math.max(0, due - unique)),
                group.ended(),
                LatencySummary.of(group.responseTime()),
                Failure.counts(group.failures()));
    }

    /** As many for each as for each of the others; after a window cut short nobody knows which were theirs. */
    private Long due(int subscriptions) {
        int others = recorded.subscriptions().openAtStart();
        return expected < 0 || others == 0 || expected % others != 0
                ? null
                : Long.valueOf(expected / others * subscriptions);
    }
}
