package dev.pushbench.reports.slo;

import dev.pushbench.reports.result.SloResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One condition, such as {@code p99<50ms}. */
public final class Slo {

    private static final Pattern CONDITION =
            Pattern.compile("([a-z][a-z0-9.-]*) *(<=|>=|<|>|=) *(\\d{1,12}(?:\\.\\d{1,9})?) *(\\S*)");
    private static final String FORM =
            "write METRIC OP VALUE with one of < <= > >= =, such as p99<50ms, lost=0, errors<0.1% or rate>=9900/s";
    private static final String METRICS = "p50 p90 p99 p99.9 (any pN.N) and max, also behind service- lag- connect-"
            + " headers- first-message- gap-; lost duplicated reordered errors rate connects client-cpu server-cpu";
    private static final int DECIMALS = 3;

    private final String text;
    private final Quantity quantity;
    private final DoublePredicate met;
    private final String suffix;

    private Slo(String text, Quantity quantity, DoublePredicate met, String suffix) {
        this.text = text;
        this.quantity = quantity;
        this.met = met;
        this.suffix = suffix;
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is none; the message names it, what is wrong with it, and what is allowed
     */
    public static Slo parse(String condition) {
        String text = condition.strip();
        Matcher parts = CONDITION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no condition: " + FORM);
        }
        String suffix = parts.group(4);
        SloUnit unit = SloUnit.of(suffix);
        if (unit == null) {
            throw new IllegalArgumentException("'" + text + "' has the unit '" + suffix
                    + "': it must be ns, us, ms, s, %, /s, or none for a number of things");
        }
        Quantity quantity = quantity(text, parts.group(1), unit);
        double limit = Double.parseDouble(parts.group(3)) * unit.scaleOf(suffix);
        return new Slo(text.replace(" ", ""), quantity, predicate(parts.group(2), limit), suffix);
    }

    private static Quantity quantity(String text, String name, SloUnit unit) {
        Quantity.Percentile percentile = Quantity.Percentile.of(name);
        Figure figure = Figure.of(name, unit);
        if (percentile == null && figure == null) {
            for (SloUnit other : SloUnit.values()) {
                if (Figure.of(name, other) != null) {
                    throw wrongUnit(text, name, other);
                }
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is about '" + name + "', which is no metric: there are " + METRICS);
        }
        if (percentile != null && unit != SloUnit.TIME) {
            throw wrongUnit(text, name, SloUnit.TIME);
        }
        return percentile != null ? percentile : new Quantity.Single(figure);
    }

    private static IllegalArgumentException wrongUnit(String text, String name, SloUnit unit) {
        return new IllegalArgumentException("'" + text + "' has the wrong unit: " + name + " takes "
                + switch (unit) {
                    case TIME -> "a time in ns, us, ms or s";
                    case COUNT -> name.equals("errors") ? "a number without a unit, or %" : "a number without a unit";
                    case PERCENT -> "%";
                    case PER_SECOND -> "a number with /s";
                });
    }

    private static DoublePredicate predicate(String operator, double limit) {
        return switch (operator) {
            case "<" -> value -> value < limit;
            case "<=" -> value -> value <= limit;
            case ">" -> value -> value > limit;
            case ">=" -> value -> value >= limit;
            default -> value -> value == limit;
        };
    }

    /** Judges a cell by what it showed. */
    SloResult judge(String cell, Evidence evidence) {
        Quantity.Reading reading = quantity.read(evidence);
        boolean isMet = reading.value() != null && met.test(reading.value());
        return new SloResult(text, cell, isMet, reading.value(), quantity.unit().base(), detail(reading, isMet));
    }

    /** Whether that much is known for certain; a value that is not known is no miss as long as the run goes on. */
    public boolean isMissedBy(Evidence soFar) {
        Double value = quantity.read(soFar).value();
        return value != null && !met.test(value);
    }

    /** Whether the evidence tells anything about it. */
    public boolean isJudgedBy(Evidence soFar) {
        return quantity.read(soFar).value() != null;
    }

    private String detail(Quantity.Reading reading, boolean isMet) {
        if (reading.value() == null) {
            return "not measurable: " + reading.unknown();
        }
        SloUnit unit = quantity.unit();
        String scaled = BigDecimal.valueOf(reading.value() / unit.scaleOf(suffix))
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        String space = unit == SloUnit.TIME || unit == SloUnit.PERCENT ? " " : "";
        return "it was " + scaled + space + suffix + (isMet ? "" : ": missed");
    }

    @Override
    public String toString() {
        return text;
    }
}
