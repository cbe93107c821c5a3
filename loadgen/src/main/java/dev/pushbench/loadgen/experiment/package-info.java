/**
 * Puts variants of cells side by side: blocks of all of them in random order, each in fresh JVMs.
 *
 * <p>A {@link dev.pushbench.loadgen.experiment.Design} names the arms, and a {@link
 * dev.pushbench.loadgen.experiment.Comparison} starts, for each arm of each block, a server and a load generator in JVMs of
 * their own, and reads the result directory that the load generator leaves. Both children are this same program with
 * ordinary command lines ({@code serve} and {@code load}), so that every arm can be repeated by hand. {@link
 * dev.pushbench.loadgen.experiment.CellMerge} adds the blocks up: histograms merge, counts add; percentiles are never
 * averaged. The arms of {@code compare} are cells with their {@link dev.pushbench.loadgen.experiment.Workload}; those of
 * {@code claims} come from the claims, and a {@link dev.pushbench.loadgen.experiment.ClaimRun} keeps each block as soon as
 * it is whole, so that a run can go on later.
 *
 * <p>A {@link dev.pushbench.loadgen.experiment.SelfTest} puts the load generator itself beside
 * {@link dev.pushbench.loadgen.experiment.LimitProgram}, in the same way: processes of their own, random order, ratios
 * within a round.
 *
 * <p>A {@link dev.pushbench.loadgen.experiment.Capacity} searches for the largest load that a target bears: one run after
 * another, each in a JVM of its own, at the load that the pure {@link dev.pushbench.loadgen.experiment.CapacitySearch} says
 * next.
 *
 * <p>Threads: one control thread runs everything; one small thread a child drains its stderr.
 */
package dev.pushbench.loadgen.experiment;
