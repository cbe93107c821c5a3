package dev.pushbench.reports.html;

import java.util.Locale;

/** Numbers as people read them: three significant digits, grouped by commas, the same under every locale. */
final class Figures {

    /** Stands for a figure that nobody could see. */
    static final String MISSING = "–";

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

    /** Seconds with one decimal. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** A ratio with two decimals, which is as fine as any of them is known. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Bytes with decimal units, as network tools count. */
    static String bytes(double value) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= 1000 && unit < BYTE_UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return significant(scaled) + " " + BYTE_UNITS[unit];
    }

    /** A share of 1 as a percentage: one decimal below 10 %, none above. */
    static String percent(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, Math.abs(percent) < 10 ? "%.1f" : "%.0f", percent);
    }

    /** A confidence as a percentage with one decimal. */
    static String percent1(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }

    /** A percentile's name, such as 99.9 %, without trailing zeros. */
    static String percentile(double percentile) {
        String digits = String.format(Locale.ROOT, "%.8f", percentile).replaceAll("0+$", "");
        return (digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits) + " %";
    }
}
