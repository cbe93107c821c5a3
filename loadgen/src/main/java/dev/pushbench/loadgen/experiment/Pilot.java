package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.reports.claim.Arm;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Finds the knee before the blocks: the highest rate at which an arm still meets {@value #SLO} with every gate passed. A
 * few short probes, because blocks at half that rate have room for its error. {@link #knee} is called once, by the
 * control thread; {@link #stop} comes from any thread.
 */
final class Pilot {

    private static final String SLO = "p99<50ms,lost=0";
    private static final double LEAST_RATE = 1;
    private static final double FIRST_RATE = 10;
    private static final double MOST_RATE = 10_000;
    private static final int RESOLUTION_PERCENT = 50;
    private static final int PROBES = 6;

    private final Class<?> program;
    private final Arm arm;
    private final Path scratch;
    private final Progress progress;
    private final Consumer<String> announcements;
    /** Guarded by this. */
    private boolean stopped;
    /** Guarded by this. Null before the search. */
    private Capacity search;

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}
     * @param arm whose rate is varied
     * @param scratch directory for the probes' own results
     * @param announcements hears which probe begins
     */
    Pilot(Class<?> program, Arm arm, Path scratch, Progress progress, Consumer<String> announcements) {
        this.program = program;
        this.arm = arm;
        this.scratch = scratch;
        this.progress = progress;
        this.announcements = announcements;
    }

    synchronized void stop() {
        stopped = true;
        if (search != null) {
            search.stop();
        }
    }

    /**
     * Searches.
     *
     * @return messages per second to each subscription; empty if no probe met the SLO, or it was told to stop
     * @throws UnusableTarget if the first probe has no result
     */
    OptionalDouble knee() throws IOException, InterruptedException, UnusableTarget {
        try (ServerProcess server = ServerProcess.start(program, arm.serve().toArray(String[]::new))) {
            return begin(server) ? found() : OptionalDouble.empty();
        }
    }

    private OptionalDouble found() throws IOException, InterruptedException, UnusableTarget {
        try {
            BigDecimal found = search.run().run().cells().get(0).search().found();
            return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.doubleValue());
        } catch (UnusableTarget e) {
            if (isStopped()) {
                return OptionalDouble.empty();
            }
            throw e;
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean begin(ServerProcess server) {
        List<String> probe = new ArrayList<>(arm.loadAt(server.authority(false), server.authority(true)));
        probe.removeIf(argument -> argument.startsWith("--rate="));
        probe.add("--slo=" + SLO);
        URI url = URI.create(probe.get(0));
        search = new Capacity(
                program,
                new CapacityConfig(
                        SearchedLoad.RATE,
                        new CapacitySearch(
                                SearchedLoad.RATE.steps(LEAST_RATE),
                                SearchedLoad.RATE.steps(FIRST_RATE),
                                SearchedLoad.RATE.steps(MOST_RATE),
                                RESOLUTION_PERCENT,
                                PROBES),
                        Gates.ofGenerator(false),
                        probe,
                        scratch),
                new Departure(TransportConfig.of(url, Cell.of(arm.cell()).httpVersion()), List.of(url), null),
                progress,
                announcements);
        return !stopped;
    }
}
