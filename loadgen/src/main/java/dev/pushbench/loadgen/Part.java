package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Connections;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.server.publish.SendSchedule;

/**
 * One agent's share of a run.
 *
 * @param number of the agent, from 1
 * @param of how many agents the run has
 * @param transport the target, and how to reach it
 * @param connections subscriptions to open, at least 1
 * @param connectSchedule when to open them
 * @param connectionsOfRun which of the run's connections they are
 * @param interaction what to do on them besides listening
 * @param roundTrips schedule of the messages that go round, where that is the interaction
 * @param intervalMillis how long one interval of the headline's histograms is
 */
public record Part(
        int number,
        int of,
        TransportConfig transport,
        int connections,
        ConnectSchedule connectSchedule,
        Connections connectionsOfRun,
        Interaction interaction,
        SendSchedule roundTrips,
        long intervalMillis) {}
