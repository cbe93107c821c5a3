package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.experiment.CapacitySearch.Outcome;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Finds the knee before the blocks: the highest rate at which each of several arms still meets {@value #SLO} with every
 * gate passed. A few short probes, because blocks at half that rate have room for its error; each in fresh JVMs, as the
 * arms are measured, because warm ones bear several times as much. {@link #knee} is called once, by the control thread;
 * {@link #stop} comes from any thread.
 */
final class Pilot {

    private static final String SLO = "p99<50ms,lost=0";
    private static final double LEAST_RATE = 1;
    private static final double FIRST_RATE = 10;
    private static final double MOST_RATE = 10_000;
    private static final int RESOLUTION_PERCENT = 100;
    private static final int PROBES = 8;

    private final Class<?> program;
    private final List<Arm> arms;
    private final Path scratch;
    private final CellRuns runs;
    private final Consumer<String> announcements;
    private int probes;

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}
     * @param arms whose rate is varied
     * @param scratch directory for the probes' own results
     * @param announcements hears which probe begins
     */
    Pilot(Class<?> program, List<Arm> arms, Path scratch, Progress progress, Consumer<String> announcements) {
        this.program = program;
        this.arms = arms;
        this.scratch = scratch;
        this.runs = new CellRuns(program, progress);
        this.announcements = announcements;
    }

    void stop() {
        runs.stop();
    }

    /**
     * Searches.
     *
     * @return messages per second to each subscription; empty if it was told to stop
     * @throws UnusableTarget if a probe has no result
     * @throws IllegalArgumentException if an arm misses at the lowest rate too
     */
    OptionalDouble knee() throws IOException, InterruptedException, UnusableTarget {
        long knee = SearchedLoad.RATE.steps(FIRST_RATE);
        long most = SearchedLoad.RATE.steps(MOST_RATE);
        for (Arm arm : arms) {
            knee = knee(arm, knee, most);
            if (runs.isStopped()) {
                return OptionalDouble.empty();
            }
            if (knee == 0) {
                throw new IllegalArgumentException(arm.label() + " misses " + SLO + " with " + arm.connections()
                        + " subscriptions even at the lowest rate: measure fewer (--connections), at a rate of your own"
                        + " (--rate), or when nothing else runs on this machine");
            }
            // What this one cannot bear need not be asked of the others.
            most = knee;
        }
        return OptionalDouble.of(SearchedLoad.RATE.value(knee).doubleValue());
    }

    private long knee(Arm arm, long first, long most) throws IOException, InterruptedException, UnusableTarget {
        CapacitySearch search =
                new CapacitySearch(SearchedLoad.RATE.steps(LEAST_RATE), first, most, RESOLUTION_PERCENT, PROBES);
        List<Outcome> outcomes = new ArrayList<>();
        OptionalLong next = search.next(outcomes);
        while (next.isPresent() && !runs.isStopped()) {
            outcomes.add(new Outcome(next.getAsLong(), met(arm, next.getAsLong())));
            next = search.next(outcomes);
        }
        return CapacitySearch.met(outcomes);
    }

    private boolean met(Arm arm, long rate) throws IOException, InterruptedException, UnusableTarget {
        BigDecimal perSecond = SearchedLoad.RATE.value(rate);
        probes++;
        announcements.accept("probe " + probes + ", " + arm.label() + " at " + perSecond.toPlainString() + "/s");
        try (ServerProcess server = ServerProcess.start(program, arm)) {
            List<String> arguments = new ArrayList<>(server.load(arm));
            arguments.removeIf(argument -> argument.startsWith("--rate="));
            arguments.addAll(List.of(SearchedLoad.RATE.argument(rate), "--slo=" + SLO));
            Contents measured = runs.run(arguments, scratch.resolve("probe-" + probes));
            return measured != null
                    && ProbeVerdict.of(measured.run(), Gates.ofGenerator(false)).met();
        } catch (UnusableTarget | IOException e) {
            if (runs.isStopped()) {
                return false;
            }
            throw e;
        }
    }
}
