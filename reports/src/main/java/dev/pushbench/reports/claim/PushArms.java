package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The arms that most claims share: messages of 100 bytes pushed to subscriptions that are held, in all four cells at one
 * rate, and one cell a second time. What the two measurements of that cell differ by is noise: the A/A control.
 */
final class PushArms {

    static final int PAYLOAD_BYTES = 100;

    /** The cell that is measured twice. */
    private static final String TWICE = "ws/1.1";

    private PushArms() {}

    /** The four cells. */
    static List<Arm> cells(Conditions conditions) {
        return CellName.BASES.stream().map(cell -> arm(cell, conditions)).toList();
    }

    /** The four cells and the control. */
    static List<Arm> withControl(Conditions conditions) {
        List<Arm> arms = new ArrayList<>(cells(conditions));
        arms.add(arm(TWICE, conditions).again());
        return arms;
    }

    private static Arm arm(String cell, Conditions conditions) {
        return Arm.of(
                cell,
                "",
                conditions.connections(),
                Conditions.timed("--rate=" + conditions.ratePerSecond(), "--payload=" + PAYLOAD_BYTES));
    }

    /** The noise of a ratio of this metric, as the control shows it; empty where there are too few blocks. */
    static OptionalDouble floor(Evidence evidence, Metric metric) {
        return Series.noise(evidence, metric, TWICE);
    }

    /** The same of a difference, in the unit of the metric. */
    static OptionalDouble floorOfDifference(Evidence evidence, Metric metric) {
        return Series.difference(evidence, metric, TWICE + Arm.AGAIN, TWICE, "", 1)
                .floor();
    }

    /** At which load, and how that was chosen. */
    static String load(Evidence evidence) {
        String rate = evidence.setting(ClaimPlan.RATE).map(PushArms::perSecond).orElse("an unknown rate");
        return evidence.setting(ClaimPlan.KNEE)
                .map(knee -> "Measured at " + rate + ", half the rate of the knee, " + perSecond(knee)
                        + ", up to which JVMs as young as these bear each of the four cells.")
                .orElse("Measured at " + rate + ", which was not chosen by the knee.");
    }

    private static String perSecond(double rate) {
        return plain(rate) + " messages/s to each subscription";
    }

    /** A setting as one types it. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
