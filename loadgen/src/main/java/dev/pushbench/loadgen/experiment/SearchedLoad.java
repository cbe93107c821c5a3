package dev.pushbench.loadgen.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a search varies, counted in the smallest steps that make a difference. */
public enum SearchedLoad {
    /** Subscriptions. */
    CONNECTIONS(0),
    /** Messages per second of each subscription, in thousandths. */
    RATE(3);

    private final int decimals;

    SearchedLoad(int decimals) {
        this.decimals = decimals;
    }

    /** Its name, which is also that of its option without the dashes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** So many whole steps. */
    public long steps(double value) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.DOWN)
                .unscaledValue()
                .longValueExact();
    }

    /** The smallest that there is, as a text that an option takes. */
    public String smallest() {
        return value(1).toPlainString();
    }

    /** As a figure, without zeros at the end of its fraction. */
    BigDecimal value(long steps) {
        BigDecimal value = BigDecimal.valueOf(steps, decimals).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** As a text that an option takes. */
    public String text(double value) {
        return value(steps(value)).toPlainString();
    }

    /** As {@code load} is told. */
    String argument(long steps) {
        return "--" + label() + "=" + value(steps).toPlainString();
    }
}
