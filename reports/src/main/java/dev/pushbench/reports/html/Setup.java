package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.RunResult;
import java.util.Comparator;
import java.util.Map;

/**
 * The work that a run did, in words. Reads {@code connections}, {@code rate}, {@code payload}, {@code format},
 * {@code pattern}, {@code warmup}, {@code duration}, {@code workload}, {@code rate-stage} and {@code url} of the configuration, each of which
 * may be missing.
 */
final class Setup {

    private static final String RATE_STAGES = "rate-stage:";

    private final RunResult run;

    Setup(RunResult run) {
        this.run = run;
    }

    /** Such as {@code 1,000 subscriptions × 20 messages/s of 100 bytes}; what a comparison searched for is {@code N}. */
    String work() {
        int connections = run.cells().stream()
                .map(CellResult::connections)
                .max(Comparator.naturalOrder())
                .orElse(config("connections") instanceof Number asked ? asked.intValue() : 0);
        StringBuilder work =
                new StringBuilder(does("find:connections") ? "N subscriptions" : plural(connections, "subscription"));
        String stages = rateStages();
        if (config("rate") != null || stages != null) {
            work.append(" × ");
            if (stages != null) {
                work.append("messages/s in stages (").append(stages).append(")");
            } else {
                work.append(does("find:rate") ? "N" : number("rate")).append(" messages/s");
            }
            if (config("payload") != null) {
                work.append(" of ")
                        .append(number("payload"))
                        .append(config("payload") instanceof Number ? " bytes" : "")
                        .append(isBinary() ? " in binary" : "");
            }
        }
        return work.toString();
    }

    /** The rate at the end of each stage, and its length; null where there are none. */
    private String rateStages() {
        String workload = String.valueOf(config("workload"));
        return workload.startsWith(RATE_STAGES) ? workload.substring(RATE_STAGES.length()) : text("rate-stage");
    }

    /** Whether messages are numbers and raw bytes, and not text. */
    boolean isBinary() {
        return "binary".equals(config("format"));
    }

    /** The target's address, or null where pushbench started the server itself. */
    String url() {
        return config("url") == null ? null : String.valueOf(config("url"));
    }

    /** How messages spread over subscriptions, or null. */
    String pattern() {
        return config("pattern") == null ? null : String.valueOf(config("pattern"));
    }

    /** Of each message, or null. */
    Long payloadBytes() {
        return config("payload") instanceof Number bytes && bytes.longValue() >= 0 ? bytes.longValue() : null;
    }

    /** A setting as text, or null. */
    String text(String option) {
        return config(option) == null ? null : number(option);
    }

    /** Whether a load run had that option, or a comparison that workload. */
    boolean does(String what) {
        return Boolean.TRUE.equals(run.config().get(what))
                || String.valueOf(run.config().get("workload")).startsWith(what);
    }

    private Object config(String option) {
        Map<String, Object> config = run.config();
        return config.get(option);
    }

    private String number(String option) {
        Object value = config(option);
        return value instanceof Number number ? plain(number.doubleValue()) : String.valueOf(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Figures.count((long) value) : Figures.significant(value);
    }

    static String plural(long count, String noun) {
        return Figures.count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
