package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which subscriptions are slow consumers, and how slow. Pure: the slow ones are spread evenly over the indexes, as a
 * line is drawn in pixels, and the first subscription of a process, which meets the server, is none.
 *
 * @param groups what was asked for; their shares add up to less than the whole
 * @param firstIndex of this process' first subscription among those of all processes
 */
public record SlowConsumers(List<Group> groups, long firstIndex) {

    /** Everybody reads what comes. */
    public static final SlowConsumers NONE = new SlowConsumers(List.of(), 0);

    /** Of {@link #groupOf}: none of the slow ones. */
    public static final int NO_GROUP = -1;

    /** A whole, in parts per million. */
    public static final int WHOLE = 1_000_000;

    private static final double PPM_PER_PERCENT = 1e4;

    public SlowConsumers {
        groups = List.copyOf(groups);
        int sum = groups.stream().mapToInt(Group::partsPerMillion).sum();
        if (sum >= WHOLE) {
            throw new IllegalArgumentException(
                    "--slow shares add up to " + percent(sum) + ": together they must be under 100%");
        }
    }

    /**
     * Those that do the same.
     *
     * @param partsPerMillion share of the subscriptions, over 0 and under {@link #WHOLE}
     * @param bytesPerSecond that they read; 0: they stop once they are open
     */
    public record Group(int partsPerMillion, long bytesPerSecond) {

        private static final long KILO = 1_000;

        public Group {
            if (partsPerMillion < 1 || partsPerMillion >= WHOLE) {
                throw new IllegalArgumentException(
                        "--slow " + percent(partsPerMillion) + ": the share must be over 0% and under 100%");
            }
            if (bytesPerSecond < 0 || bytesPerSecond > Subscription.MAX_BYTES_PER_SECOND) {
                throw new IllegalArgumentException(
                        "--slow " + bytesPerSecond + "Bps: it must be from 1Bps to 1000MBps, or stop");
            }
        }

        /** What they do, as the command line takes it: {@code stop} or {@code 10KBps}. */
        public String what() {
            if (bytesPerSecond == 0) {
                return "stop";
            }
            if (bytesPerSecond % (KILO * KILO) == 0) {
                return bytesPerSecond / (KILO * KILO) + "MBps";
            }
            return bytesPerSecond % KILO == 0 ? bytesPerSecond / KILO + "KBps" : bytesPerSecond + "Bps";
        }

        /** All of it as the command line takes it: {@code 5%:10KBps}. */
        public String option() {
            return percent(partsPerMillion) + ":" + what();
        }
    }

    private static String percent(int partsPerMillion) {
        double percent = partsPerMillion / PPM_PER_PERCENT;
        return (percent % 1 == 0 ? String.valueOf((long) percent) : String.valueOf(percent)) + "%";
    }

    /** The same for a process whose first subscription is that one of all. */
    public SlowConsumers from(long index) {
        return new SlowConsumers(groups, index);
    }

    /**
     * Of which group the subscription is, or {@link #NO_GROUP}. Each group takes its share of what those before it have
     * left over.
     *
     * @param index in this process, from 0
     */
    public int groupOf(int index) {
        if (index == 0) {
            return NO_GROUP;
        }
        long rank = firstIndex + index;
        int left = WHOLE;
        for (int group = 0; group < groups.size(); group++) {
            int share = groups.get(group).partsPerMillion();
            long before = rank * share / left;
            if ((rank + 1) * share / left > before) {
                return group;
            }
            rank -= before;
            left -= share;
        }
        return NO_GROUP;
    }

    /** How many of this process' subscriptions are slow consumers. */
    public int count(int subscriptions) {
        return IntStream.range(0, groups.size())
                .map(group -> count(group, subscriptions))
                .sum();
    }

    /** How many of this process' subscriptions are of that group. */
    public int count(int group, int subscriptions) {
        return (int) IntStream.range(0, subscriptions)
                .filter(index -> groupOf(index) == group)
                .count();
    }
}
