/**
 * What blocks say together. A run is cut into blocks, each of which measures every cell in fresh JVMs; the block, not
 * the message, is the unit, because messages of one JVM share its luck with inlining, heap layout and neighbours. Two
 * cells are compared by the log ratios of their blocks; two runs, whose blocks are not paired, by all differences between
 * the logarithms of a block of one and a block of the other.
 *
 * <p>From the log ratios come, in this order: the shift with its exact interval ({@link
 * dev.pushbench.reports.stats.HodgesLehmann}), checked by resampling ({@link dev.pushbench.reports.stats.Bootstrap}); what
 * it means for a claim ({@link dev.pushbench.reports.stats.Judgement}) against a margin declared beforehand and the floor of
 * an A/A control ({@link dev.pushbench.reports.stats.Margin}); the other metrics, adjusted for their number ({@link
 * dev.pushbench.reports.stats.Holm}); and the other percentiles ({@link dev.pushbench.reports.stats.ShiftFunction}). What
 * grows with the number of connections is a {@link dev.pushbench.reports.stats.StraightLine}.
 *
 * <p>How often a claim is decided against a margin of 10 %, in % of simulated runs, with an A/A control as noisy as the
 * cells and normal noise; the standard deviation is that of a block's log ratio. A true difference of 10 % or of 25 %, or
 * none:
 *
 * <table>
 * <caption>Power</caption>
 * <tr><th>deviation</th><th>blocks</th><th>10 %: interval excludes 0</th><th>10 %: supported</th>
 *     <th>25 %: supported</th><th>none: no practical difference</th></tr>
 * <tr><td>5 %</td><td>6</td><td>90</td><td>4</td><td>100</td><td>94</td></tr>
 * <tr><td>5 %</td><td>12</td><td>100</td><td>8</td><td>100</td><td>100</td></tr>
 * <tr><td>5 %</td><td>20</td><td>100</td><td>13</td><td>100</td><td>100</td></tr>
 * <tr><td>10 %</td><td>6</td><td>40</td><td>1</td><td>73</td><td>10</td></tr>
 * <tr><td>10 %</td><td>12</td><td>88</td><td>4</td><td>100</td><td>67</td></tr>
 * <tr><td>10 %</td><td>20</td><td>99</td><td>6</td><td>100</td><td>97</td></tr>
 * <tr><td>30 %</td><td>6</td><td>7</td><td>0</td><td>2</td><td>0</td></tr>
 * <tr><td>30 %</td><td>12</td><td>17</td><td>0</td><td>12</td><td>0</td></tr>
 * <tr><td>30 %</td><td>20</td><td>31</td><td>1</td><td>39</td><td>0</td></tr>
 * </table>
 *
 * <p>False verdicts stay within 5 % in all of them. The rest is inconclusive.
 *
 * <p>Everything here is a pure function, free of threads and state.
 *
 * <pre>{@code
 * double[] logRatios = {-0.17, -0.15, -0.19, -0.12, -0.16, -0.18}; // ln(ws / sse), one a block
 * double[] control = {0.01, -0.02, 0.00, 0.02, -0.01, 0.01}; // ln(ws / ws again)
 * Margin margin = Margin.ofRatio(1.1).atLeast(Margin.floor(control));
 * Judgement judgement = Judgement.of(logRatios, margin, Judgement.Direction.LOWER);
 * System.out.println(judgement.outcome()); // SUPPORTED: the interval is wholly below 1/1.1
 * }</pre>
 */
package dev.pushbench.reports.stats;
