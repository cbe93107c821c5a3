package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which claims a run is about, and what it therefore measures.
 *
 * @param claims in the order of the catalogue
 * @param conditions of their arms
 * @param knee messages per second to each subscription up to which the pilot found all well; null where the rate was
 *     not chosen by one
 */
public record ClaimPlan(List<Claim> claims, Conditions conditions, Double knee) {

    /** The setting that names the arms of each claim. */
    static final String CLAIMS = "claims";

    static final String QUICK = "quick";
    static final String RATE = "rate";
    static final String KNEE = "knee";
    static final String CONNECTIONS = "connections";
    private static final String ARMS = "arms";
    private static final String MOST_CONNECTIONS = "most-connections";

    public ClaimPlan {
        claims = List.copyOf(claims);
    }

    /**
     * All arms, each once.
     *
     * @throws IllegalStateException if two claims mean different arms by one label
     */
    public List<Arm> arms() {
        Map<String, Arm> arms = new LinkedHashMap<>();
        for (Claim claim : claims) {
            for (Arm arm : claim.arms(conditions)) {
                Arm known = arms.putIfAbsent(arm.label(), arm);
                if (known != null && !known.equals(arm)) {
                    throw new IllegalStateException(
                            "two arms are called " + arm.label() + ": " + known + " and " + arm);
                }
            }
        }
        return new ArrayList<>(arms.values());
    }

    /** The arms whose knee says how fast they and others may go; empty where none depends on the rate. */
    public List<Arm> pilot() {
        return arms().equals(atKnee(4 * conditions.ratePerSecond()).arms()) ? List.of() : PushArms.cells(conditions);
    }

    /** The same at half the rate of the knee. */
    public ClaimPlan atKnee(double found) {
        return new ClaimPlan(
                claims,
                new Conditions(conditions.connections(), found / 2, conditions.mostConnections(), conditions.quick()),
                found);
    }

    /**
     * The plan of a run, from what its configuration keeps.
     *
     * @throws IllegalArgumentException if it keeps none, or claims that are not in the catalogue
     */
    public static ClaimPlan of(RunResult run) {
        Map<String, Object> settings = run.config();
        if (settings.get(CLAIMS) instanceof Map<?, ?> claims
                && settings.get(CONNECTIONS) instanceof Integer connections
                && settings.get(RATE) instanceof Number rate
                && settings.get(MOST_CONNECTIONS) instanceof Integer most
                && settings.get(QUICK) instanceof Boolean quick) {
            return new ClaimPlan(
                    ClaimCatalogue.of(
                            claims.keySet().stream().map(String::valueOf).toList()),
                    new Conditions(connections, rate.doubleValue(), most, quick),
                    settings.get(KNEE) instanceof Number knee ? Double.valueOf(knee.doubleValue()) : null);
        }
        throw new IllegalArgumentException("the result has no plan of claims in its configuration: measure it anew");
    }

    /** What was measured for a claim, in the order of its arms, as the run's configuration keeps it; empty if it does not. */
    public static List<Arm> arms(RunResult run, String claim) {
        if (!(run.config().get(CLAIMS) instanceof Map<?, ?> claims
                && claims.get(claim) instanceof List<?> labels
                && run.config().get(ARMS) instanceof List<?> arms)) {
            return List.of();
        }
        return arms.stream()
                .flatMap(settings -> Arm.of(settings).stream())
                .filter(arm -> labels.contains(arm.label()))
                .sorted(Comparator.comparingInt(arm -> labels.indexOf(arm.label())))
                .toList();
    }

    /** Everything by name, as the run's configuration keeps it, and as {@link ClaimCatalogue#judged} reads it. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, List<String>> labels = new LinkedHashMap<>();
        claims.forEach(claim -> labels.put(
                claim.id(), claim.arms(conditions).stream().map(Arm::label).toList()));
        settings.put(CLAIMS, labels);
        settings.put(QUICK, conditions.quick());
        settings.put(CONNECTIONS, conditions.connections());
        settings.put(MOST_CONNECTIONS, conditions.mostConnections());
        settings.put(RATE, conditions.ratePerSecond());
        settings.put(KNEE, knee);
        settings.put(ARMS, arms().stream().map(Arm::asSettings).toList());
        return settings;
    }
}
