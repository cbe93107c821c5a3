package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs cells one after another, each in a process of its own, until it is told to stop. {@link #run} is the control
 * thread's; {@link #stop} comes from any thread and cuts the cell that is being measured short.
 */
final class CellRuns {

    private final Class<?> program;
    private final Progress progress;
    /** Guarded by this. */
    private boolean stopped;
    /** Guarded by this. Null between cells. */
    private CellProcess running;

    /**
     * @param program whose {@code main} understands {@code load}
     */
    CellRuns(Class<?> program, Progress progress) {
        this.program = program;
        this.progress = progress;
    }

    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.stop();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Measures one cell.
     *
     * @param arguments of {@code load}
     * @param directory for its result
     * @return null if it was told to stop before the cell began
     * @throws InterruptedIOException if a signal has ended it before there was a result
     * @throws UnusableTarget if there is no result
     */
    Contents run(List<String> arguments, Path directory) throws IOException, InterruptedException, UnusableTarget {
        try (CellProcess process = new CellProcess(program, arguments, directory, progress)) {
            return begin(process) ? process.await() : null;
        } finally {
            end();
        }
    }

    private synchronized boolean begin(CellProcess process) {
        running = process;
        return !stopped;
    }

    private synchronized void end() {
        running = null;
    }
}
