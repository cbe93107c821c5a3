package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.experiment.CapacitySearch.Outcome;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Searches for the largest load at which a target meets every SLO and every gate passes. Each probe is a whole run in a
 * fresh JVM, so that none inherits another's compiled code, heap or sockets. {@link #run} is called once, by the control
 * thread; {@link #stop} comes from any thread and cuts the probe under way short.
 */
public final class Capacity {

    private final CapacityConfig config;
    private final CellRuns runs;
    private final Departure departure;
    private final Consumer<String> announcements;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    /** The largest probe that was met. */
    private Contents best;
    /** The smallest one that was not. */
    private Contents smallest;
    /** What there is of a probe that was cut short. */
    private Contents cut;

    private boolean generatorsLimit;

    /**
     * @param program whose {@code main} understands {@code load}
     * @param departure between probes
     * @param announcements hears which probe begins
     */
    public Capacity(
            Class<?> program,
            CapacityConfig config,
            Departure departure,
            Progress progress,
            Consumer<String> announcements) {
        this.config = config;
        this.runs = new CellRuns(program, progress);
        this.departure = departure;
        this.announcements = announcements;
    }

    /** Ends the search early: what was found so far becomes its result. */
    public void stop() {
        runs.stop();
    }

    /**
     * Searches.
     *
     * @return the run of the largest probe that met everything, or else of the smallest, with what was found
     * @throws IOException if the JVM of the first probe cannot be started
     * @throws UnusableTarget if the first probe has no result
     */
    public Contents run() throws IOException, InterruptedException, UnusableTarget {
        String began = Instant.now().toString();
        OptionalLong next = config.search().next(outcomes);
        while (next.isPresent() && cut == null && !runs.isStopped() && !(generatorsLimit && best != null)) {
            try {
                take(next.getAsLong(), probe(next.getAsLong()));
            } catch (InterruptedIOException e) {
                runs.stop();
            } catch (IOException | UnusableTarget e) {
                if (shown() == null) {
                    throw e;
                }
                if (!runs.isStopped()) {
                    // What cannot even be started has not met the target.
                    missed(next.getAsLong(), ProbeVerdict.without(e.getMessage(), e instanceof IOException));
                }
            }
            next = config.search().next(outcomes);
        }
        if (shown() == null) {
            throw new UnusableTarget("the search was interrupted before anything was measured");
        }
        return result(began, runs.isStopped() || cut != null);
    }

    /** Null if it was told to stop before the probe began. */
    private Contents probe(long load) throws IOException, InterruptedException, UnusableTarget {
        if (!outcomes.isEmpty()) {
            departure.await(shown() != null && ProbeVerdict.tellsOfServer(shown()), runs::isStopped);
        }
        int number = outcomes.size() + 1;
        announcements.accept("probe " + number + ", " + config.searched().label() + " "
                + config.searched().value(load).toPlainString());
        List<String> arguments = new ArrayList<>(config.probe());
        arguments.add(config.searched().argument(load));
        return runs.run(arguments, config.scratch().resolve("probe-" + number));
    }

    private void take(long load, Contents contents) {
        if (contents == null) {
            return;
        }
        if (contents.run().interrupted()) {
            cut = contents;
            return;
        }
        ProbeVerdict verdict = ProbeVerdict.of(contents.run(), config.generatorGates());
        if (!verdict.met()) {
            if (load <= CapacitySearch.missed(outcomes)) {
                smallest = contents;
            }
            missed(load, verdict);
            return;
        }
        best = load > CapacitySearch.met(outcomes) ? contents : best;
        add(load, verdict);
    }

    private void missed(long load, ProbeVerdict verdict) {
        add(load, verdict);
        generatorsLimit = verdict.generatorsLimit() && CapacitySearch.missed(outcomes) == load;
    }

    private void add(long load, ProbeVerdict verdict) {
        outcomes.add(new Outcome(load, verdict.met()));
        probes.add(verdict.probe(config.searched().value(load)));
    }

    private Contents shown() {
        return best != null ? best : smallest != null ? smallest : cut;
    }

    private Contents result(String began, boolean interrupted) {
        long met = CapacitySearch.met(outcomes);
        long missed = CapacitySearch.missed(outcomes);
        SearchResult search = new SearchResult(
                config.searched().label(),
                met == 0 ? null : config.searched().value(met),
                missed == CapacitySearch.NONE ? null : config.searched().value(missed),
                limitedBy(met, missed, interrupted),
                generatorsLimit,
                probes);
        Map<String, Object> settings = new LinkedHashMap<>(shown().run().config());
        settings.putAll(config.resolved());
        return new Contents(shown().run().withSearch(search, began, settings, interrupted), shown().histograms());
    }

    private String limitedBy(long met, long missed, boolean interrupted) {
        if (missed != CapacitySearch.NONE) {
            BigDecimal value = config.searched().value(missed);
            return probes.stream()
                    .filter(probe -> !probe.met() && probe.value().equals(value))
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .reasons()
                    .get(0)
                    .what();
        }
        return interrupted ? "interruption" : met == config.search().most() ? "maximum" : "probes";
    }
}
