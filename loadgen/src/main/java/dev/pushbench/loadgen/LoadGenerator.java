package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Opens subscriptions to one target or several of a kind, lets them warm up, measures what arrives, and says what was
 * found.
 *
 * <p>{@link #run} is called once, by the control thread; {@link #stop} comes from any thread.
 */
public final class LoadGenerator {

    private final LoadRun run;

    /** One target, in this JVM, over real sockets. */
    public LoadGenerator(LoadConfig config, Progress progress) {
        this(config, Placement.single(config.transport().target()), Agents.inThisJvm(), progress);
    }

    /**
     * One target, in this JVM, over other transports.
     *
     * @param transports opens one
     */
    public LoadGenerator(LoadConfig config, Progress progress, Function<TransportConfig, Transport> transports) {
        this(config, Placement.single(config.transport().target()), Agents.over(transports), progress);
    }

    /**
     * Several agents, wherever they work.
     *
     * @param config of the whole; its target is the first one
     * @param placement which agent loads which target
     * @param agents starts them
     * @throws IllegalArgumentException if the placement does not fit
     */
    public LoadGenerator(LoadConfig config, Placement placement, Agents agents, Progress progress) {
        this(List.of(new LoadGroup(config, placement)), agents, progress);
    }

    /**
     * Several groups at the same time, one cell each.
     *
     * @param groups at least one, of the same warm-up, duration and profile
     * @param agents starts those of all groups
     * @throws IllegalArgumentException if a placement does not fit
     */
    public LoadGenerator(List<LoadGroup> groups, Agents agents, Progress progress) {
        groups.forEach(group -> group.placement().check(group.config().connections()));
        run = new LoadRun(groups, agents, progress);
    }

    /** Ends the run early: what was measured so far becomes its result. */
    public void stop() {
        run.stop();
    }

    /**
     * Measures.
     *
     * @return a run of one block with a cell for each group, and its histograms
     * @throws UnusableTarget if there is nothing to measure
     * @throws IOException if no agent could be started, or none is left
     */
    public Contents run() throws UnusableTarget, IOException, InterruptedException {
        return run.contents();
    }
}
