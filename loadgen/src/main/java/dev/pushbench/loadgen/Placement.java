package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Share;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which process loads which target with how many subscriptions. Pure.
 *
 * <p>Every target has at least one process of its own, and an even share of the subscriptions, whatever the number of its
 * processes; its processes share that evenly. Where it does not come out even, the first ones have one more.
 *
 * @param urls the targets, all of one scheme
 * @param processes how many processes were asked for; with more targets there are more
 */
public record Placement(List<URI> urls, int processes) {

    private static final int MAX_PROCESSES = 256;
    /** More intervals than this say no more in a chart, and would fill the heap in a long run. */
    private static final int MAX_INTERVALS = 600;

    private static final long MIN_INTERVAL_MILLIS = 1_000;

    public Placement {
        urls = List.copyOf(urls);
        checkProcesses(processes);
        Set<URI> seen = new HashSet<>();
        for (URI url : urls) {
            if (!scheme(url).equals(scheme(urls.get(0)))) {
                throw new IllegalArgumentException("URL " + urls.get(0) + " and URL " + url
                        + " have different schemes: the targets of one run must be of one kind");
            }
            if (!seen.add(url)) {
                throw new IllegalArgumentException("URL " + url
                        + " is named twice: name each target once, and say --processes for more processes");
            }
        }
        if (urls.size() > MAX_PROCESSES) {
            throw new IllegalArgumentException(urls.size() + " URLs: each has a process of its own, and at most "
                    + MAX_PROCESSES + " are possible");
        }
    }

    /** One process, one target. */
    public static Placement single(URI url) {
        return new Placement(List.of(url), 1);
    }

    /**
     * How many of the processes each group of a run has: at least one, and then so that the most subscriptions of a
     * process are as few as can be.
     *
     * @param connections of each group
     */
    public static int[] shares(int processes, int... connections) {
        checkProcesses(processes);
        int[] shares = new int[connections.length];
        Arrays.fill(shares, 1);
        for (int shared = shares.length; shared < processes; shared++) {
            int fullest = 0;
            for (int group = 1; group < shares.length; group++) {
                if ((long) connections[group] * shares[fullest] > (long) connections[fullest] * shares[group]) {
                    fullest = group;
                }
            }
            shares[fullest]++;
        }
        return shares;
    }

    private static void checkProcesses(int processes) {
        if (processes < 1 || processes > MAX_PROCESSES) {
            throw new IllegalArgumentException(
                    "--processes is " + processes + ": it must be from 1 to " + MAX_PROCESSES);
        }
    }

    private static String scheme(URI url) {
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** How many processes there are. */
    public int agents() {
        return Math.max(processes, urls.size());
    }

    /** Which target the agent of that index loads. */
    int targetOf(int agent) {
        return agent % urls.size();
    }

    /** That there is something to do for every process. */
    public void check(int connections) {
        if (connections < agents()) {
            throw new IllegalArgumentException(
                    "--connections is " + connections + ": each of " + agents() + " processes needs at least one");
        }
    }

    /**
     * The share of each agent.
     *
     * @param targets how to reach each target, in the order of the URLs
     */
    List<Part> parts(LoadConfig config, List<TransportConfig> targets) {
        int agents = agents();
        List<Part> parts = new ArrayList<>();
        int before = 0;
        for (int agent = 0; agent < agents; agent++) {
            int target = targetOf(agent);
            int ofTarget = share(config.connections(), urls.size(), target);
            int connections = share(ofTarget, share(agents, urls.size(), target), agent / urls.size());
            double rate = config.connectSchedule().ratePerSecond() * connections / config.connections();
            parts.add(new Part(
                    agent + 1,
                    agents,
                    targets.get(target),
                    new Share(before, connections, config.connections()),
                    new ConnectSchedule(rate),
                    config.profile(),
                    config.interaction(),
                    config.push(),
                    Math.max(MIN_INTERVAL_MILLIS, config.duration().toMillis() / MAX_INTERVALS),
                    config.slow().from(before)));
            before += connections;
        }
        return parts;
    }

    /** The share of one of several, of whom the first ones get what is left over. */
    private static int share(int whole, int sharers, int index) {
        return whole / sharers + (index < whole % sharers ? 1 : 0);
    }
}
