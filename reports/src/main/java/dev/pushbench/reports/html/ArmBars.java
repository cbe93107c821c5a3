package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.claim.Evidence;
import dev.pushbench.reports.claim.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One figure of some arms, each a bar from 0 with its blocks below it. */
final class ArmBars {

    private static final double BELOW = 0.3;

    private record Arm(String label, CellStyle style, double all, List<Double> blocks) {}

    private ArmBars() {}

    /** Empty where no arm tells. */
    static Optional<Chart> chart(String id, Picture.Bars bars, Evidence evidence, Map<String, CellStyle> styles) {
        List<Arm> arms = bars.arms().stream()
                .filter(arm -> bars.all(evidence, arm).isPresent())
                .map(arm -> new Arm(
                        arm, styles.get(arm), bars.all(evidence, arm).getAsDouble(), bars.blocks(evidence, arm)))
                .toList();
        if (arms.isEmpty()) {
            return Optional.empty();
        }
        String title = ClaimTables.capital(bars.metric().name());
        return Optional.of(new Chart(
                id,
                title,
                "A bar is what an arm shows over all blocks, a small mark below it what it shows in one.",
                List.of(panel(id + "-panel", title, bars, arms)),
                false,
                table(id + "-data", title, bars, arms)));
    }

    private static Chart.Panel panel(String id, String title, Picture.Bars bars, List<Arm> arms) {
        List<Chart.Series> series = new ArrayList<>();
        double most = 0;
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = arms.get(i);
            double y = arms.size() - i;
            List<double[]> blocks = arm.blocks().stream()
                    .map(value -> new double[] {value, y - BELOW})
                    .toList();
            series.add(
                    new Chart.Series(arm.label(), arm.style(), List.of(new double[] {arm.all(), y}), Chart.Look.BAR));
            series.add(new Chart.Series(arm.label() + ", one block", arm.style(), blocks, Chart.Look.DOTS));
            most = Math.max(
                    most,
                    Math.max(
                            arm.all(),
                            blocks.stream().mapToDouble(each -> each[0]).max().orElse(0)));
        }
        return new Chart.Panel(
                id,
                "",
                false,
                Axis.around(title + " (" + bars.unit() + ")", bars.unit(), 0, most, EffectWords::digits),
                Axis.rows(arms.stream().map(Arm::label).toList()),
                series);
    }

    private static Table table(String id, String title, Picture.Bars bars, List<Arm> arms) {
        return new TableOf<>(arms)
                .text("All blocks", arm -> EffectWords.digits(arm.all()))
                .text(
                        "Each block",
                        arm -> arm.blocks().stream().map(EffectWords::digits).collect(Collectors.joining("; ")))
                .build(id, title + " (" + bars.unit() + ")", "Arm", Arm::label, Arm::style);
    }
}
