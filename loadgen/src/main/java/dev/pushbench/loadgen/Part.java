package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.SlowConsumers;

/**
 * One agent's share of a run.
 *
 * @param number of the agent, from 1
 * @param of how many agents the run has
 * @param transport the target, and how to reach it
 * @param connections subscriptions to open, at least 1
 * @param connectSchedule when to open them
 * @param intervalMillis how long one interval of the headline's histograms is
 * @param slow which of its subscriptions are slow consumers
 */
public record Part(
        int number,
        int of,
        TransportConfig transport,
        int connections,
        ConnectSchedule connectSchedule,
        long intervalMillis,
        SlowConsumers slow) {

    /** How many of its subscriptions are slow consumers. */
    int slowConnections() {
        return slow.count(connections);
    }
}
