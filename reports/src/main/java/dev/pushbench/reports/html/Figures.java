package dev.pushbench.reports.html;

import java.util.Locale;

/** Numbers as people read them: three significant digits, grouped by commas, the same under every locale. */
final class Figures {

    /** Stands for a figure that nobody could see. */
    static final String MISSING = "–";

    /** Between a number and its unit, which must not part at the end of a line. */
    static final String UNIT_SPACE = "\u00a0";

    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /** Three significant digits, all digits of the whole part, no exponent: 0.0421, 4.21, 42.1, 42,100. */
    static String significant(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : MISSING;
        }
        int decimals = 2 - (int) Math.floor(Math.log10(Math.abs(value)));
        return String.format(Locale.ROOT, "%,." + Math.max(0, Math.min(decimals, 12)) + "f", value);
    }

    /** A whole number, grouped. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** One time in the unit that suits it alone. */
    static String time(double ns) {
        return Scale.of(ns).text(ns);
    }

    /** One decimal, grouped. */
    static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /** Seconds with one decimal. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** A ratio with two decimals, which is as fine as any of them is known. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** An interval of ratios: two decimals, or as many as keep an end that is not 1 from reading as 1. */
    static String ratioRange(double lower, double upper) {
        String text = "";
        for (int decimals = 2; decimals <= 5; decimals++) {
            String from = String.format(Locale.ROOT, "%." + decimals + "f", lower);
            String to = String.format(Locale.ROOT, "%." + decimals + "f", upper);
            text = from + "–" + to;
            boolean readsAsOne = Double.parseDouble(from) == 1 || Double.parseDouble(to) == 1;
            if (!readsAsOne || lower <= 1 && upper >= 1) {
                return text;
            }
        }
        return text;
    }

    /** Bytes with decimal units, as network tools count. */
    static String bytes(double value) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= 1000 && unit < BYTE_UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return significant(scaled) + UNIT_SPACE + BYTE_UNITS[unit];
    }

    /** A share of 1 as a percentage with one decimal, without the sign. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }

    /** A range of shares as percentages: one decimal below 10 %, but a lower end that is not 0 never reads as 0. */
    static String percentRange(double lower, double upper) {
        String format = upper < 0.1 ? "%.1f" : "%.0f";
        String from = lower < 0.0005 ? "<0.1" : String.format(Locale.ROOT, lower < 0.01 ? "%.1f" : format, lower * 100);
        return from + "–" + String.format(Locale.ROOT, format, upper * 100) + UNIT_SPACE + "%";
    }

    /** Three significant digits, without zeros that say nothing. */
    static String label(double value) {
        return withoutTrailingZeros(significant(value));
    }

    /** A label of a tick: the zeros after its point say nothing. */
    static String withoutTrailingZeros(String figure) {
        return figure.replaceFirst("\\.0+(?=\\D|$)", "").replaceFirst("(\\.\\d*?)0+(?=\\D|$)", "$1");
    }

    /** A percentile's name, such as 99.9 %, without trailing zeros. */
    static String percentile(double percentile) {
        return withoutTrailingZeros(String.format(Locale.ROOT, "%.8f", percentile)) + UNIT_SPACE + "%";
    }
}
