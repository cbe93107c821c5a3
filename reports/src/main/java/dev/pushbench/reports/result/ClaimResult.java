package dev.pushbench.reports.result;

import java.util.List;
import java.util.Map;

/**
 * What a run says about one claim.
 *
 * @param id of the claim
 * @param verdict supported, contradicted, no practical difference, inconclusive or not measurable here
 * @param effect the primary metric's effect, by name
 * @param interval lower and upper end of the effect's confidence interval
 * @param blocks how many blocks it rests on
 */
public record ClaimResult(String id, String verdict, Map<String, Object> effect, List<Double> interval, int blocks) {}
