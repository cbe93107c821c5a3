package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.ResultException;
import dev.pushbench.reports.result.RunResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the blocks of a run as they end, so that a run that was stopped, or killed, goes on where it was. In the run's
 * result directory each has a result directory of its own, {@code blocks/1} and so on, which appears whole or not at all.
 * The run's own result is written before the first block as well, for what was asked.
 */
public final class BlockStore {

    private static final String BLOCKS = "blocks";

    private final Path directory;

    /** @param directory of the run's result */
    public BlockStore(Path directory) {
        this.directory = directory;
    }

    /** @throws IllegalArgumentException if there are blocks of another run */
    public void refuseIfUsed() {
        if (Files.exists(directory.resolve(BLOCKS))) {
            throw new IllegalArgumentException("--out " + directory + " has blocks of an earlier run: continue it with"
                    + " --resume " + directory + ", or choose another directory");
        }
    }

    /** The run as it was begun, or as it was saved since. */
    public RunResult begun() {
        return ResultDirectory.read(directory).run();
    }

    /**
     * Checks that blocks of both can make one run.
     *
     * @throws IllegalArgumentException with what differs
     */
    void refuseIfOther(RunResult begun, Design design, Environment here) {
        check("pushbench", begun.environment().pushbench(), here.pushbench());
        check("JVM", begun.environment().jvm(), here.jvm());
        check("seed", begun.seed(), design.seed());
        if (!begun.config().equals(design.settings())) {
            throw new IllegalArgumentException(
                    "--resume " + directory + " was begun with other arms or settings: measure it anew");
        }
    }

    private void check(String what, Object there, Object here) {
        if (!Objects.equals(there, here)) {
            throw new IllegalArgumentException("--resume " + directory + " was begun with " + what + " " + there
                    + ", and this is " + here + ": blocks of both make no run");
        }
    }

    /** Keeps what was asked. */
    void begin(Contents nothingYet) {
        try {
            Files.createDirectories(directory.resolve(BLOCKS));
        } catch (IOException e) {
            throw unwritable(e);
        }
        ResultDirectory.write(directory, nothingYet.run(), nothingYet.histograms());
    }

    /** Keeps a whole block. */
    void keep(Contents block) {
        String name = String.valueOf(block.run().blocks().get(0).block());
        Path unfinished = directory.resolve(BLOCKS).resolve("." + name);
        ResultDirectory.write(unfinished, block.run(), block.histograms());
        try {
            Files.move(unfinished, directory.resolve(BLOCKS).resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Those that were kept. */
    List<Contents> blocks() {
        List<Contents> blocks = new ArrayList<>();
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(directory.resolve(BLOCKS), "[0-9]*")) {
            for (Path block : kept) {
                blocks.add(ResultDirectory.read(block));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new ResultException(
                    "--resume " + directory + " has no readable " + BLOCKS + " (" + e + "): measure it anew", e);
        }
        return blocks;
    }

    private ResultException unwritable(IOException cause) {
        return new ResultException("cannot keep a block in " + directory.toAbsolutePath() + ": " + cause, cause);
    }
}
