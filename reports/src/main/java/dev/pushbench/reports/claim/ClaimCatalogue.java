package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All claims, in the order in which they are told. */
public final class ClaimCatalogue {

    private static final List<Claim> ALL = List.of(
            new FramingClaim(),
            new FasterClaim(),
            new NegligibleClaim(),
            new CpuClaim(),
            new BinaryClaim(),
            new MemoryClaim(),
            new Http2Claim(),
            new RoundTripClaim(),
            new HybridClaim(),
            new ScalingClaim(),
            new SlowClaim());

    private static final Pattern JDK = Pattern.compile(" (\\d+)[.+]");

    private ClaimCatalogue() {}

    /** All of them. */
    public static List<Claim> all() {
        return ALL;
    }

    /**
     * Some of them, or all if none is named.
     *
     * @throws IllegalArgumentException for an id that none has
     */
    public static List<Claim> of(Collection<String> ids) {
        Set<String> asked = new HashSet<>(ids);
        List<Claim> chosen = ALL.stream()
                .filter(claim -> ids.isEmpty() || asked.remove(claim.id()))
                .toList();
        if (!asked.isEmpty() && !ids.isEmpty()) {
            throw new IllegalArgumentException("'" + asked.iterator().next() + "' is no claim: the claims are "
                    + ALL.stream().map(Claim::id).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    /**
     * The run with a verdict, or the gates that forbid one, on each of its claims; nothing is measured. A run without
     * claims is as it was. An interrupted run decides nothing, however many blocks it has: who stops it may have looked.
     */
    public static RunResult judged(RunResult run) {
        if (!(run.config().get(ClaimPlan.CLAIMS) instanceof Map<?, ?> labels)) {
            return run;
        }
        List<ClaimResult> results = new ArrayList<>();
        for (Claim claim : ALL) {
            if (labels.get(claim.id()) instanceof Collection<?> arms) {
                results.add(judge(claim, run, arms.stream().map(String::valueOf).collect(Collectors.toSet())));
            }
        }
        return run.withClaims(results);
    }

    private static ClaimResult judge(Claim claim, RunResult run, Set<String> arms) {
        Evidence evidence = new Evidence(run);
        List<Gate> failed = evidence.failedGates(arms);
        Finding finding = claim.judge(evidence);
        if (run.interrupted()) {
            finding = finding.withVerdict(Verdict.INCONCLUSIVE, planned(run) - finding.blocks());
        }
        boolean judged = failed.isEmpty();
        return new ClaimResult(
                claim.id(),
                claim.sentence(),
                judged ? finding.verdict().label() : null,
                judged ? finding.effect() : null,
                judged ? finding.interval() : List.of(),
                judged ? finding.level() : null,
                judged ? finding.equivalence() : List.of(),
                judged ? finding.bootstrap() : List.of(),
                finding.blocks(),
                judged ? finding.blocksNeeded() : null,
                finding.margin(),
                judged ? finding.floor() : null,
                judged ? finding.secondaries() : List.of(),
                failed,
                judged ? finding.notes() : List.of(),
                scope(run.environment()),
                command(claim, run));
    }

    private static int planned(RunResult run) {
        return run.config().get("blocks") instanceof Number blocks
                ? blocks.intValue()
                : run.blocks().size();
    }

    private static String scope(Environment environment) {
        if (environment == null) {
            return null;
        }
        Matcher jdk = JDK.matcher(String.valueOf(environment.jvm()));
        return "loopback, " + environment.cores() + " cores" + (environment.sharedCores() ? " shared" : "")
                + (jdk.find() ? ", JDK " + jdk.group(1) : "") + ", JVMs a few seconds old";
    }

    /** A rate that a pilot found is found again. */
    private static String command(Claim claim, RunResult run) {
        Evidence evidence = new Evidence(run);
        boolean piloted = evidence.setting(ClaimPlan.KNEE).isPresent();
        return "./pushbench claims " + claim.id()
                + (Boolean.TRUE.equals(run.config().get(ClaimPlan.QUICK)) ? " --quick" : "")
                + option(evidence, ClaimPlan.CONNECTIONS)
                + (piloted ? "" : option(evidence, ClaimPlan.RATE)) + " --blocks="
                + planned(run) + " --seed=" + run.seed();
    }

    private static String option(Evidence evidence, String setting) {
        return evidence.setting(setting)
                .map(value -> " --" + setting + "=" + PushArms.plain(value))
                .orElse("");
    }
}
