package dev.pushbench.reports.claim;

/**
 * What arms depend on besides their claim. A run keeps it in its configuration.
 *
 * @param connections subscriptions of the arms that share out messages
 * @param ratePerSecond messages to each of them: half the rate of the knee, or a fixed one
 * @param mostConnections TCP connections that this machine allows between one server and one load generator
 * @param quick whether arms are to be short
 */
public record Conditions(int connections, double ratePerSecond, int mostConnections, boolean quick) {

    public Conditions {
        if (connections < 1 || connections > mostConnections) {
            throw new IllegalArgumentException(
                    "--connections is " + connections + ": it must be from 1 to " + mostConnections);
        }
        if (!(ratePerSecond > 0 && Double.isFinite(ratePerSecond))) {
            throw new IllegalArgumentException("--rate is " + ratePerSecond + ": it must be above 0");
        }
    }

    /** Warm-up and window of arms whose messages are timed, as {@code load} takes them. */
    static String[] timed(String... more) {
        return with("--warmup=1s", "--duration=1s", more);
    }

    /** Likewise, of arms in which buffers have to fill. */
    String[] longer(String... more) {
        return quick ? timed(more) : with("--warmup=1500ms", "--duration=1500ms", more);
    }

    /** Of arms that are there to be counted or weighed; the generator has a moment to get over opening them. */
    static String[] brief(String... more) {
        return with("--warmup=500ms", "--duration=500ms", more);
    }

    private static String[] with(String warmup, String duration, String... more) {
        String[] all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 0, more.length);
        all[more.length] = warmup;
        all[more.length + 1] = duration;
        return all;
    }
}
