package dev.pushbench.loadgen.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT and SIGTERM: asks the command to stop, and holds the JVM until it has saved what it measured. The JVM then ends
 * with 128 + the number of the signal by itself.
 */
final class Interruption {

    /** Longer than any drain, and then some for writing files. */
    private static final long SAVE_SECONDS = 30;

    private static final CountDownLatch SAVED = new CountDownLatch(1);

    private Interruption() {}

    /**
     * Does the work; a signal meanwhile runs {@code stop} on a thread of its own, which then waits for
     * {@link #allSaved}.
     */
    static int stops(Runnable stop, Callable<Integer> work) throws Exception {
        Thread hook = new Thread(
                () -> {
                    stop.run();
                    awaitSaved();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            remove(hook);
        }
    }

    private static void awaitSaved() {
        try {
            SAVED.await(SAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has returned: there is nothing left to wait for. */
    static void allSaved() {
        SAVED.countDown();
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come already, and the hook is running.
        }
    }
}
