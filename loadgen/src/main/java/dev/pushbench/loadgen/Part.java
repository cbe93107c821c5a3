package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.loadgen.workload.Share;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.server.publish.SendSchedule;

/**
 * One agent's share of a run.
 *
 * @param number of the agent, from 1
 * @param of how many agents the run has
 * @param transport the target, and how to reach it
 * @param share of the run's subscriptions that are its own, at least 1
 * @param connectSchedule when to open them
 * @param profile of the whole run: how many there shall be over time, and what becomes of one
 * @param interaction what to do on them besides listening
 * @param roundTrips schedule of the messages that go round, where that is the interaction
 * @param intervalMillis how long one interval of the headline's histograms is
 * @param slow which of its subscriptions are slow consumers
 */
public record Part(
        int number,
        int of,
        TransportConfig transport,
        Share share,
        ConnectSchedule connectSchedule,
        LoadProfile profile,
        Interaction interaction,
        SendSchedule roundTrips,
        long intervalMillis,
        SlowConsumers slow) {

    /**
     * The same in a run of several groups.
     *
     * @param before agents of the groups before
     * @param all agents of all groups
     */
    Part amongGroups(int before, int all, ConnectSchedule rate) {
        return new Part(
                before + number, all, transport, share, rate, profile, interaction, roundTrips, intervalMillis, slow);
    }

    /** How many of its subscriptions are slow consumers. */
    int slowConnections() {
        return slow.count(share.own());
    }
}
