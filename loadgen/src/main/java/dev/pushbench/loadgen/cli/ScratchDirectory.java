package dev.pushbench.loadgen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what is needed only while a command runs. */
final class ScratchDirectory implements AutoCloseable {

    private final Path path;

    /** @param path that exists, and is this command's alone */
    ScratchDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Deletes it with all it holds. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
