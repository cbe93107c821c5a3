package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures all arms, block by block. {@link #run} is called once, by the control thread; {@link #stop} comes from any
 * thread and cuts the arm that is being measured short.
 */
public final class Comparison {

    private final Class<?> program;
    private final Design design;
    /** Null if each arm has a server of its own. */
    private final Departure departure;

    private final Consumer<String> announcements;
    private final Consumer<Contents> keeper;
    private final CellRuns runs;
    private final List<Contents> blocks;

    /** Of which nothing has been measured yet, and whose blocks nobody keeps. */
    public Comparison(
            Class<?> program, Design design, Departure departure, Progress progress, Consumer<String> announcements) {
        this(program, design, departure, progress, announcements, List.of(), block -> {});
    }

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}: this program, for the arms' JVMs
     * @param departure between arms on a server that is not started for them; null otherwise
     * @param announcements hears which arm begins
     * @param measured blocks that are there already
     * @param keeper gets each block as soon as it is whole
     */
    Comparison(
            Class<?> program,
            Design design,
            Departure departure,
            Progress progress,
            Consumer<String> announcements,
            List<Contents> measured,
            Consumer<Contents> keeper) {
        this.program = program;
        this.design = design;
        this.departure = departure;
        this.announcements = announcements;
        this.keeper = keeper;
        this.runs = new CellRuns(program, progress);
        this.blocks = new ArrayList<>(measured);
    }

    /** Ends the comparison early: what was measured so far becomes its result. */
    public void stop() {
        runs.stop();
    }

    /**
     * Measures.
     *
     * @throws IOException if the JVMs of an arm cannot be started and no other one has been measured before
     * @throws UnusableTarget if an arm cannot be measured at all and no other one has been before
     */
    public Contents run() throws IOException, InterruptedException, UnusableTarget {
        for (int block = 1; block <= design.blocks() && !runs.isStopped(); block++) {
            if (!isMeasured(block)) {
                Contents measured =
                        new BlockRun(program, design, block, runs, departure, announcements).run(blocks.isEmpty());
                blocks.add(measured);
                if (!runs.isStopped()) {
                    keeper.accept(measured);
                }
            }
        }
        blocks.sort(Comparator.comparingInt(Comparison::number));
        return new BlockMerge(design, blocks).merged(runs.isStopped());
    }

    private boolean isMeasured(int block) {
        return blocks.stream().anyMatch(each -> number(each) == block);
    }

    private static int number(Contents block) {
        return block.run().blocks().stream()
                .mapToInt(BlockResult::block)
                .findFirst()
                .orElseThrow();
    }
}
