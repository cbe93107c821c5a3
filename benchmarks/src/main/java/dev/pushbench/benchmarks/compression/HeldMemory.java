package dev.pushbench.benchmarks.compression;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a connection holds while it is silent, counted from outside: by how much the process grows in resident memory
 * (VmRSS of {@code /proc/self/status}, proc(5)) while many connections are opened, of which each has carried messages,
 * divided by their number. That is where zlib keeps its windows, outside of the heap. The heap itself has been touched
 * before, so that garbage does not count; what connections keep in it is some hundred bytes, and does not count either.
 * Before each look the C library gives back what is free ({@code jcmd PID System.trim_native_heap}), so that memory which
 * the JVM's compilers have used is not taken for a connection's. Linux with glibc, JDK 17.0.9 or newer.
 */
final class HeldMemory {

    /** So many that a megabyte of anything else is 8 KB of each. */
    private static final int CONNECTIONS = 128;

    private static final int PIECE_BYTES = 64 * 1024;
    private static final String RESIDENT = "VmRSS:";

    /** Where the compiler cannot see that nobody reads it. */
    private static volatile byte[] piece;

    private HeldMemory() {}

    /**
     * Opens connections, and closes them when it has looked.
     *
     * @param open a connection that has carried messages
     * @return bytes for each, or empty where the system does not tell
     */
    static OptionalDouble perConnection(Supplier<? extends AutoCloseable> open) {
        List<AutoCloseable> connections = new ArrayList<>();
        try {
            // One after the other first: compiled code, and what else all share, is there after that.
            for (int i = 0; i < CONNECTIONS; i++) {
                close(open.get());
            }
            touchHeap();
            long before = residentBytes();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(open.get());
            }
            return OptionalDouble.of(Math.max(0, residentBytes() - before) / (double) CONNECTIONS);
        } catch (IOException | JMException notKnownHere) {
            return OptionalDouble.empty();
        } finally {
            connections.forEach(HeldMemory::close);
        }
    }

    private static long residentBytes() throws IOException, JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "systemTrimNativeHeap",
                        new Object[0],
                        new String[0]);
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(RESIDENT)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/self/status has no " + RESIDENT);
    }

    /** Twice as much as there is now, so that each page of it has been written to. */
    private static void touchHeap() {
        long heapBytes = Runtime.getRuntime().totalMemory();
        for (long touched = 0; touched < 2 * heapBytes; touched += PIECE_BYTES) {
            piece = new byte[PIECE_BYTES];
        }
        piece = null;
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection could not be closed", e);
        }
    }
}
