package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it was measured, and what that leaves open, with the run's own settings. */
final class Method {

    private final RunResult run;
    private final Setup setup;

    Method(RunResult run) {
        this.run = run;
        this.setup = new Setup(run);
    }

    List<String> paragraphs(List<Comparison> comparisons) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(openLoop());
        if (setup.isBinary()) {
            paragraphs.add(
                    "The messages are binary. A WebSocket frame holds the bytes as they are; an event stream is text, so an"
                            + " event holds them in base64, a third longer, and the client decodes each one whole.");
        }
        if (!run.blocks().isEmpty()) {
            paragraphs.add(blocks());
        }
        if (!CellSearches.of(run).isEmpty()) {
            paragraphs.add(
                    "The load was searched for: doubled from probe to probe until one missed, or halved until one did"
                            + " not, and then bisected. A probe that missed was repeated once before it was believed; one that"
                            + " shows that the load generator was at its limit ended the search if a smaller load had been met.");
        }
        paragraphs.add(
                "Histograms of all blocks are merged, percentiles are never averaged, and a percentile is shown only"
                        + " where at least ten samples lie beyond it.");
        if (comparisons.stream().anyMatch(each -> each.median().interval().isPresent())) {
            paragraphs.add(
                    "Two cells are compared by the ratio that each block gives. The estimate is the Hodges–Lehmann"
                            + " shift of the logarithms of these ratios; its interval comes from the exact distribution of the"
                            + " signed-rank statistic and assumes no normality.");
        }
        if (changes() != null) {
            paragraphs.add(changes());
        }
        paragraphs.add(
                run.kind().equals("claims")
                        ? "Gates check the measurement itself. A claim one of whose arms failed one has no verdict, nor has any"
                                + " if the gate is one on the whole run."
                        : "Gates check the measurement itself. One that fails makes the whole run invalid, and no comparison"
                                + " is drawn from it.");
        return paragraphs;
    }

    private String openLoop() {
        if (run.kind().equals("claims")) {
            return "The arms that push messages are an open loop: messages are sent on a schedule that is fixed beforehand"
                    + " and never waits for a receiver. The response time runs from a message's intended time to its arrival,"
                    + " so that a stall counts for every message that it delays. Idle arms only hold connections, which are"
                    + " weighed. The load of each arm is in its command.";
        }
        if (setup.does("idle")) {
            return "The connections were silent but for heartbeats: WebSocket pings, or comment lines of event streams.";
        }
        if (setup.text("rate") == null) {
            return "The target sent at its own pace to " + setup.work()
                    + ". Where its messages carry the time at which they were due, the response time runs from there to the"
                    + " arrival, so that a stall counts for every message that it delays; where they carry none, only gaps"
                    + " and throughput can be told.";
        }
        if (setup.does("round-trip")) {
            return "The load is an open loop: " + setup.work()
                    + ", sent by the load generator on a schedule that is fixed"
                    + " beforehand and waits for no answer. The response time runs from a message's intended time until it"
                    + " is back, so that a stall counts for every message that it delays.";
        }
        String pattern = setup.pattern() == null ? "" : ", pattern " + setup.pattern();
        return "The load is an open loop: " + setup.work() + pattern
                + ", sent on a schedule that is fixed beforehand and"
                + " never waits for a receiver. The response time runs from a message's intended time to its arrival, so that"
                + " a stall counts for every message that it delays; the service time runs from the actual send and would"
                + " hide it.";
    }

    /** What was not steady, or null. */
    private String changes() {
        List<String> changes = new ArrayList<>();
        addChange(changes, "stage", "the number of subscriptions followed the stages %s");
        addChange(changes, "rate-stage", "the rate followed the stages %s");
        addChange(changes, "session", "a subscription lived %s on average, after which another took its place");
        addChange(changes, "storm", "%s after the beginning all ended and came back at once");
        addChange(changes, "slow", "some read slowly (%s), and are in a table of their own");
        for (String workload : List.of("churn", "storm", "slow", "stage", "rate-stage", "hybrid")) {
            if (setup.does(workload)) {
                changes.add("the workload was " + setup.text("workload"));
            }
        }
        return changes.isEmpty() ? null : "While messages flowed, " + String.join("; ", changes) + ".";
    }

    private void addChange(List<String> changes, String option, String words) {
        if (setup.text(option) != null) {
            changes.add(String.format(Locale.ROOT, words, setup.text(option)));
        }
    }

    private String blocks() {
        String times = setup.text("duration") == null
                ? ""
                : ", measured for " + setup.text("duration")
                        + (setup.text("warmup") == null ? "" : " after a warm-up of " + setup.text("warmup"));
        if (run.kind().equals("load")) {
            return "One pass" + times + ".";
        }
        String each = run.kind().equals("claims") ? "arm" : "cell";
        return "The run has " + Setup.plural(run.blocks().size(), "block")
                + ". A block runs every " + each + " once, in random order (seed " + run.seed() + ") and in fresh JVMs"
                + times
                + ". Messages of one JVM share its luck, so the block, not the message, is the unit of the statistics.";
    }

    List<String> limits() {
        List<String> limits = new ArrayList<>();
        if (run.environment() != null && run.environment().sharedCores()) {
            limits.add("Client and server shared the same cores: latencies include their competition for them.");
        }
        if (setup.url() == null) {
            limits.add("Everything ran on one machine over the loopback interface: no network delay, no packet loss, no"
                    + " proxies, no browsers.");
        }
        limits.add(
                run.kind().equals("claims")
                        ? "What a claim does not show stands in its section."
                        : "One rate, one payload and one number of subscriptions: figures at other loads can be different, and near"
                                + " saturation they will be.");
        limits.add("This machine, this JVM and these library versions. The command below repeats the run elsewhere.");
        return limits;
    }
}
