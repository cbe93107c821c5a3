package dev.pushbench.loadgen.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what is needed only while a command runs. */
final class ScratchDirectory implements AutoCloseable {

    private final Path path;
    /** What was made to have a place for it, or null. */
    private final Path parent;

    private ScratchDirectory(Path path, Path parent) {
        this.path = path;
        this.parent = parent;
    }

    /** One below the system's temporary directory. */
    static ScratchDirectory temporary(String prefix) throws IOException {
        return new ScratchDirectory(Files.createTempDirectory(prefix), null);
    }

    /** One in a directory, which is made where it is missing. */
    static ScratchDirectory in(Path directory, String prefix) throws IOException {
        boolean missing = Files.notExists(directory);
        Files.createDirectories(directory);
        return new ScratchDirectory(Files.createTempDirectory(directory, prefix), missing ? directory : null);
    }

    Path path() {
        return path;
    }

    /** Deletes it with all it holds, and the directory that was made for it unless there is something else in it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
        try {
            if (parent != null) {
                Files.delete(parent);
            }
        } catch (DirectoryNotEmptyException e) {
            // It has a result.
        }
    }
}
