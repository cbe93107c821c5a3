package dev.pushbench.loadgen.measure;

import dev.pushbench.server.publish.SendSchedule;

/**
 * Which messages of a schedule a subscription must get that came and went while they were sent. Pure.
 *
 * <p>The publisher looks once per index at who subscribes, when the first message of that index is due; so an index is for
 * all who were there by then.
 *
 * @param schedule of the target
 * @param startNs when its index 0 is due, on the target's clock
 */
public record Due(SendSchedule schedule, long startNs) {

    /** The first index for a subscription that was there from that time on. */
    long firstAt(long timeNs) {
        long index = Math.max(0, (long) Math.ceil(schedule.rate().sumUntil(timeNs - startNs)));
        // Within rounding of the answer.
        while (index > 0 && dueNs(index - 1) >= timeNs) {
            index--;
        }
        while (dueNs(index) < timeNs) {
            index++;
        }
        return index;
    }

    /** The last index of which every message was due before that time, or less than 0. */
    long lastBefore(long timeNs) {
        long next = firstAt(timeNs);
        return dueNs(next) == timeNs ? next - 1 : next - 2;
    }

    private long dueNs(long index) {
        return startNs + schedule.dueNs(index, 0, 1);
    }
}
