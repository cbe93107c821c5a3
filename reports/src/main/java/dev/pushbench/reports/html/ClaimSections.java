package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.claim.Claim;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Evidence;
import dev.pushbench.reports.claim.Picture;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A section for each claim of a run that is in the catalogue. */
final class ClaimSections {

    private final RunResult run;
    private final Evidence evidence;
    private final Recording recording;
    private final Map<String, CellStyle> styles;

    /** @param styles of all arms */
    ClaimSections(RunResult run, Recording recording, Map<String, CellStyle> styles) {
        this.run = run;
        this.evidence = new Evidence(run);
        this.recording = recording;
        this.styles = styles;
    }

    /** The id of a claim's section; null for a claim that has none. */
    static String id(ClaimResult result) {
        return known(result).map(claim -> "claim-" + claim.id()).orElse(null);
    }

    private static Optional<Claim> known(ClaimResult result) {
        return ClaimCatalogue.all().stream()
                .filter(claim -> claim.id().equals(result.id()))
                .findFirst();
    }

    List<ClaimSection> all() {
        return run.claims().stream()
                .flatMap(result -> known(result).map(claim -> section(claim, result)).stream())
                .toList();
    }

    private ClaimSection section(Claim claim, ClaimResult result) {
        boolean judged = result.verdict() != null;
        List<Arm> arms = ClaimPlan.arms(run, claim.id());
        return new ClaimSection(
                id(result),
                claim,
                result,
                judged ? Banner.kind(result.verdict()) : "invalid",
                judged ? ClaimTables.capital(result.verdict()) : "No verdict",
                ClaimTables.found(result),
                judged ? ClaimRemarks.of(result) : List.of(),
                judged ? charts(claim, result) : List.of(),
                arms.size(),
                arms.stream()
                        .map(arm -> "# " + arm.label() + "\n" + String.join("\n", arm.commands()))
                        .collect(Collectors.joining("\n\n")));
    }

    private List<Chart> charts(Claim claim, ClaimResult result) {
        List<Chart> charts = new ArrayList<>();
        String id = id(result);
        if (result.effect() != null) {
            charts.add(Forest.chart(id + "-effects", result));
        }
        Picture picture = claim.picture();
        if (picture instanceof Picture.Spectrum spectrum) {
            Recording recorded = recording.only(spectrum.arms());
            if (!recorded.isEmpty()) {
                charts.add(Spectra.chart(id + "-spectra", recorded, styles));
            }
            ShiftChart.chart(id + "-shift", result, spectrum.arms(), run.blocks(), recording)
                    .ifPresent(charts::add);
        } else if (picture instanceof Picture.Steps steps) {
            Staircase.chart(id + "-steps", steps.arms(), run, styles).ifPresent(charts::add);
        } else if (picture instanceof Picture.Bars bars) {
            ArmBars.chart(id + "-arms", bars, evidence, styles).ifPresent(charts::add);
        } else if (picture instanceof Picture.Line line) {
            IdleLines.chart(id + "-line", line, evidence).ifPresent(charts::add);
        }
        return charts;
    }
}
