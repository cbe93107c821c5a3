package dev.pushbench.reports.result;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: to a neighbour first, then renamed over the old one. */
public final class WholeFile {

    private WholeFile() {}

    /** Replaces the file's content; a reader sees the old content or the new one, never a part. */
    public static void write(Path file, byte[] content) throws IOException {
        // Not createTempFile: that gives 0600, and a report in a shared directory is there to be read.
        Path neighbour = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(neighbour, content);
            move(neighbour, file);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
