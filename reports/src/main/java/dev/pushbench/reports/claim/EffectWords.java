package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.ClaimResult.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Effects as people read them, the same in a terminal and in a report. */
public final class EffectWords {

    /** The unit of a quotient. */
    public static final String RATIO = "ratio";

    private static final Pattern TWO_ARMS = Pattern.compile("(.+), ([^,]+) [÷−] ([^,]+)");
    private static final int SIGNIFICANT_DIGITS = 3;
    /** From here on a multiple says more than a percentage. */
    private static final double DOUBLED = 2;
    /** Less is told as just that. */
    private static final double LEAST_PERCENT = 0.1;

    private EffectWords() {}

    /** Three significant digits and all of the whole part, without zeros that say nothing: 0.0671, 14, 1536. */
    public static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        int decimals = SIGNIFICANT_DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        BigDecimal rounded = new BigDecimal(value).setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A value with its unit; a ratio has none. */
    public static String figure(double value, String unit) {
        return RATIO.equals(unit) ? digits(value) : digits(value) + " " + unit;
    }

    /** Both ends: {@code 0.68 to 0.74}; nothing without an interval. */
    public static String interval(List<Double> interval) {
        return interval.stream().map(EffectWords::digits).collect(Collectors.joining(" to "));
    }

    /**
     * What was found, for who does not read ratios: {@code response time p50: 29 % lower over WebSocket than over SSE on
     * HTTP/1.1 (between 32 % lower and 26 % lower)}.
     *
     * @param interval of the estimate; empty where there is none
     */
    public static String sentence(Estimate estimate, List<Double> interval) {
        String range = range(estimate, interval);
        Matcher arms = TWO_ARMS.matcher(estimate.name());
        if (estimate.none() == null || !arms.matches()) {
            String limit = estimate.none() == null || estimate.none() == 0
                    ? ""
                    : ", " + change(estimate, estimate.value()) + " " + joint(estimate) + " "
                            + figure(estimate.none(), estimate.unit());
            return estimate.name() + ": " + figure(estimate.value(), estimate.unit()) + limit + range;
        }
        return arms.group(1) + ": " + change(estimate, estimate.value()) + " "
                + beside(arms.group(2), joint(estimate), arms.group(3)) + range;
    }

    private static String joint(Estimate estimate) {
        return estimate.value() == estimate.none() ? "as" : "than";
    }

    private static String range(Estimate estimate, List<Double> interval) {
        if (interval.isEmpty()) {
            return "";
        }
        String lower = change(estimate, interval.get(0));
        String upper = change(estimate, interval.get(1));
        return lower.equals(upper) ? "" : " (between " + lower + " and " + upper + ")";
    }

    /** How far a value lies from what says that nothing differs. */
    private static String change(Estimate estimate, double value) {
        if (estimate.none() == null) {
            return figure(value, estimate.unit());
        }
        double none = estimate.none();
        if (value == none) {
            return "the same";
        }
        if (none == 0) {
            return figure(Math.abs(value), estimate.unit()) + (value < 0 ? " lower" : " higher");
        }
        double ratio = value / none;
        String amount = ratio >= DOUBLED ? "a factor of " + digits(ratio) : percent(Math.abs(ratio - 1) * 100);
        return amount + (ratio < 1 ? " lower" : " higher");
    }

    private static String percent(double percent) {
        if (percent < LEAST_PERCENT) {
            return "less than " + LEAST_PERCENT + " %";
        }
        return (percent < 10 ? digits(Math.rint(percent * 10) / 10) : String.valueOf(Math.round(percent))) + " %";
    }

    private static String beside(String arm, String joint, String other) {
        CellName one = CellName.parse(arm);
        CellName two = CellName.parse(other);
        if (!one.isKnown() || !two.isKnown() || !one.variant().equals(two.variant())) {
            return "for " + arm + " " + joint + " for " + other;
        }
        String variant = one.variant().isEmpty() ? "" : " (" + one.variant() + ")";
        String version = one.httpVersion().equals(two.httpVersion()) ? "" : " on HTTP/" + one.httpVersion();
        return "over " + transport(one) + version + " " + joint + " over " + transport(two) + " on HTTP/"
                + two.httpVersion() + variant;
    }

    private static String transport(CellName cell) {
        return cell.isWebSocket() ? "WebSocket" : "SSE";
    }
}
