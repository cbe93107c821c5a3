/**
 * What people believe about WebSocket and SSE, and what a run says of it.
 *
 * <p>A {@link dev.pushbench.reports.claim.Claim} is a sentence with the {@link dev.pushbench.reports.claim.Arm}s that it
 * takes to decide it, and with everything that decides it declared beforehand: one primary metric and a margin. The
 * {@link dev.pushbench.reports.claim.ClaimCatalogue} has all of them. A {@link dev.pushbench.reports.claim.ClaimPlan} says
 * which of them a run is about; arms that several claims share are measured once in a block. What was measured comes back
 * as {@link dev.pushbench.reports.claim.Evidence}, and the verdict follows from it alone: the rules are those of {@link
 * dev.pushbench.reports.stats.Judgement}. A claim one of whose arms failed a gate has no verdict.
 *
 * <p>To add a claim: write a class that implements {@code Claim}, and name it in the catalogue. Its arms are command lines
 * of {@code serve} and {@code load}; nothing here runs them. Its {@link dev.pushbench.reports.claim.Picture} says what a report
 * draws of them.
 *
 * <p>Everything is an immutable value or a pure function, and may be used by any thread.
 *
 * <pre>{@code
 * ClaimPlan plan = new ClaimPlan(ClaimCatalogue.of(List.of("cpu")), new Conditions(1_000, 10, 19_900, false), null);
 * plan.arms();     // ws/1.1, ws/2, sse/1.1, sse/2, ws/1.1+again: what a block measures
 * plan.settings(); // what the run's configuration keeps of it
 * ClaimCatalogue.judged(run).claims().get(0).verdict(); // "no practical difference"
 * }</pre>
 */
package dev.pushbench.reports.claim;
