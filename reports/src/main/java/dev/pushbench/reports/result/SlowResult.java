package dev.pushbench.reports.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the slow consumers of a cell, which are in no other figure of it but bytes and processor time per
 * message, and of the server meanwhile.
 *
 * @param groups each kind of slow consumer, in the order in which they were asked for
 * @param server what they did to the server
 */
public record SlowResult(List<Group> groups, Server server) {

    /** The counts of both, which asked for the same kinds; times cannot be added, and are null. */
    public SlowResult plus(SlowResult other) {
        List<Group> sums = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            sums.add(groups.get(i).plus(other.groups.get(i)));
        }
        return new SlowResult(sums, server.plus(other.server));
    }

    private static Long sum(Long one, Long two) {
        return one == null || two == null ? null : Long.valueOf(one + two);
    }

    /**
     * One kind.
     *
     * @param what they did: {@code stop}, or a rate such as {@code 10KBps}
     * @param connections subscriptions that were to do so
     * @param opened those of them that opened
     * @param read messages that they read over the whole run, whether these count or not: whoever is far behind reads
     *     those of the warm-up first
     * @param expected messages due in the window to those that opened; null where nobody knows
     * @param received messages of the window that they had read by the end of the run, repeats too
     * @param lost expected but not read by then: dropped by the server, or waiting in some buffer; null where nobody
     *     knows
     * @param ended those that the server ended, as far as is known: at the end of the run they all read again for a
     *     moment, to hear of it
     * @param responseTime of the messages that they read; null without any
     * @param errors those that failed or were ended, by cause
     */
    public record Group(
            String what,
            int connections,
            int opened,
            long read,
            Long expected,
            long received,
            Long lost,
            int ended,
            LatencySummary responseTime,
            Map<String, Long> errors) {

        private Group plus(Group other) {
            Map<String, Long> both = new TreeMap<>(errors);
            other.errors.forEach((cause, count) -> both.merge(cause, count, Long::sum));
            return new Group(
                    what,
                    Math.max(connections, other.connections),
                    opened + other.opened,
                    read + other.read,
                    sum(expected, other.expected),
                    received + other.received,
                    sum(lost, other.lost),
                    ended + other.ended,
                    null,
                    both);
        }
    }

    /**
     * All servers together, from when all subscriptions were open to when the last message had been waited for; figures
     * are null where one of them does not tell.
     *
     * @param heapGrowthBytes of the live heap, each side after a collection
     * @param residentGrowthBytes of the resident set
     * @param messagesDropped for want of room in a queue, whoever it was for
     * @param overflowDisconnects subscriptions that the server ended for want of room in their queue
     */
    public record Server(
            Long heapGrowthBytes, Long residentGrowthBytes, Long messagesDropped, Long overflowDisconnects) {

        private Server plus(Server other) {
            return new Server(
                    sum(heapGrowthBytes, other.heapGrowthBytes),
                    sum(residentGrowthBytes, other.residentGrowthBytes),
                    sum(messagesDropped, other.messagesDropped),
                    sum(overflowDisconnects, other.overflowDisconnects));
        }
    }
}
