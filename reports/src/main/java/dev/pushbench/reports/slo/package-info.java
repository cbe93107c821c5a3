/**
 * Service level objectives: conditions on a cell's figures that a run is to meet, such as {@code p99<50ms}, written for
 * people who run the target and not for those who measure. A gate asks whether the measurement can be trusted; an SLO
 * asks whether what it found is good enough.
 *
 * <p>Everything here is immutable. What cannot be measured is missed, with the reason: an SLO that nobody can check must
 * not pass in silence.
 *
 * <pre>{@code
 * List<Slo> slos = List.of(Slo.parse("p99<50ms"), Slo.parse("lost=0"));
 * List<SloResult> results = Evidence.judge(slos, ResultDirectory.read(directory));
 * }</pre>
 */
package dev.pushbench.reports.slo;
