package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Measures the arms of claims, and judges them. {@link #begin} or {@link #resume} is called once, by the control thread;
 * {@link #stop} comes from any thread.
 */
public final class ClaimRun {

    static final String KIND = "claims";
    private static final String BLOCKS = "blocks";

    private final Class<?> program;
    private final BlockStore store;
    private final Path scratch;
    private final Progress progress;
    private final Consumer<String> announcements;
    /** Guarded by this. */
    private boolean stopped;
    /** Guarded by this. What is under way, or nothing. */
    private Runnable stopUnderWay = () -> {};

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}
     * @param store of the blocks
     * @param scratch directory for the arms' own results
     * @param announcements hears which part begins
     */
    public ClaimRun(
            Class<?> program, BlockStore store, Path scratch, Progress progress, Consumer<String> announcements) {
        this.program = program;
        this.store = store;
        this.scratch = scratch;
        this.progress = progress;
        this.announcements = announcements;
    }

    /** Ends it early: what was measured so far becomes its result, and whole blocks are kept. */
    public synchronized void stop() {
        stopped = true;
        stopUnderWay.run();
    }

    private synchronized void underWay(Runnable stop) {
        stopUnderWay = stop;
        if (stopped) {
            stop.run();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Measures from the beginning.
     *
     * @param asked at a fixed rate
     * @param piloted whether half the rate of the knee is to take its place, where there is a knee
     * @param blocks passes over all arms
     * @param seed of the random order
     * @param command that repeats it
     * @throws UnusableTarget if an arm cannot be measured at all and no other one has been before
     */
    public Contents begin(ClaimPlan asked, boolean piloted, int blocks, long seed, String command)
            throws IOException, InterruptedException, UnusableTarget {
        Design design = design(piloted ? atKnee(asked) : asked, blocks, seed);
        if (!isStopped()) {
            Contents nothingYet = new BlockMerge(design, List.of()).merged(true);
            store.begin(new Contents(nothingYet.run().withCommand(command), nothingYet.histograms()));
        }
        return measured(design, List.of(), command);
    }

    /**
     * Measures the blocks that are missing.
     *
     * @param begun what the store has of it
     * @throws IllegalArgumentException if it was begun by another program, or measures other things
     */
    public Contents resume(RunResult begun) throws IOException, InterruptedException, UnusableTarget {
        if (!KIND.equals(begun.kind()) || !(begun.config().get(BLOCKS) instanceof Integer blocks)) {
            throw new IllegalArgumentException(
                    "--resume names a run of '" + begun.kind() + "': only one of '" + KIND + "' can be continued");
        }
        Design design = design(ClaimPlan.of(begun), blocks, begun.seed());
        store.refuseIfOther(begun, design, Machine.describe(true));
        return measured(design, store.blocks(), begun.command());
    }

    private Design design(ClaimPlan plan, int blocks, long seed) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(BLOCKS, blocks);
        settings.putAll(plan.settings());
        return new Design(KIND, plan.arms(), blocks, seed, true, settings, scratch);
    }

    private ClaimPlan atKnee(ClaimPlan plan) throws IOException, InterruptedException, UnusableTarget {
        List<Arm> arms = plan.pilot();
        if (arms.isEmpty()) {
            return plan;
        }
        Pilot pilot = new Pilot(program, arms, scratch, progress, probe -> announcements.accept("pilot, " + probe));
        underWay(pilot::stop);
        OptionalDouble knee = pilot.knee();
        return knee.isPresent() ? plan.atKnee(knee.getAsDouble()) : plan;
    }

    private Contents measured(Design design, List<Contents> blocks, String command)
            throws IOException, InterruptedException, UnusableTarget {
        Comparison comparison = new Comparison(program, design, null, progress, announcements, blocks, store::keep);
        underWay(comparison::stop);
        Contents contents = comparison.run();
        return new Contents(ClaimCatalogue.judged(contents.run().withCommand(command)), contents.histograms());
    }
}
