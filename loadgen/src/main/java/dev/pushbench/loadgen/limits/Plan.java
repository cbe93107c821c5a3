package dev.pushbench.loadgen.limits;

import dev.pushbench.loadgen.transport.HttpVersion;

/**
 * What a run is going to open.
 *
 * @param connections subscriptions in all
 * @param processes that share them evenly
 * @param targets target addresses and ports that share them evenly
 * @param httpVersion over which
 * @param streamsPerConnection HTTP/2: subscriptions that share a TCP connection
 * @param sources local addresses that connections are bound to in turn; 0: the kernel chooses
 * @param server whose limits matter too
 * @param beside TCP connections that others of the same run have to the same target addresses and ports, or from the same
 *     source addresses
 */
public record Plan(
        int connections,
        int processes,
        int targets,
        HttpVersion httpVersion,
        int streamsPerConnection,
        int sources,
        Server server,
        long beside) {

    /** With source addresses of the kernel's choice, and nothing beside it. */
    public Plan(
            int connections,
            int processes,
            int targets,
            HttpVersion httpVersion,
            int streamsPerConnection,
            Server server) {
        this(connections, processes, targets, httpVersion, streamsPerConnection, 0, server, 0);
    }

    public Plan {
        checkPositive("--connections", connections);
        checkPositive("--processes", processes);
        checkPositive("targets", targets);
        checkPositive("--streams-per-client", streamsPerConnection);
    }

    private static void checkPositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " is " + value + ": it must be at least 1");
        }
    }

    /** Where the target runs. */
    public enum Server {
        ELSEWHERE,
        /** On this machine, started by someone else. */
        HERE,
        /** On this machine, in one process that inherits the limits of this one. */
        STARTED_BY_US
    }

    /** The same beside so many TCP connections of others. */
    public Plan beside(long others) {
        return new Plan(connections, processes, targets, httpVersion, streamsPerConnection, sources, server, others);
    }

    /** The same on a server that is started for it. */
    public Plan startedByUs() {
        return new Plan(
                connections,
                processes,
                targets,
                httpVersion,
                streamsPerConnection,
                sources,
                Server.STARTED_BY_US,
                beside);
    }

    /** TCP connections of the process that has the most. */
    long connectionsPerProcess() {
        return tcp(ceilDiv(connections, processes));
    }

    /** TCP connections of all processes. */
    public long tcpConnections() {
        return (connections % processes) * tcp(ceilDiv(connections, processes))
                + (processes - connections % processes) * tcp(connections / processes);
    }

    /** TCP connections that share its targets and source addresses with its own, which are among them. */
    long tcpConnectionsInAll() {
        return tcpConnections() + beside;
    }

    /**
     * How often each ephemeral port can be used. Once for each target port if the kernel chooses it when it connects;
     * one that a socket is bound to before is taken for every target (ip(7), IP_BIND_ADDRESS_NO_PORT).
     */
    long usesOfAPort() {
        return sources == 0 ? targets : sources;
    }

    /** How many processes it takes if each can have so many TCP connections. */
    long processesFor(long allowed) {
        return ceilDiv(connections, allowed * subscriptionsPerConnection());
    }

    boolean shared() {
        return subscriptionsPerConnection() > 1;
    }

    private long tcp(long subscriptions) {
        return ceilDiv(subscriptions, subscriptionsPerConnection());
    }

    private int subscriptionsPerConnection() {
        return httpVersion == HttpVersion.HTTP_2 ? streamsPerConnection : 1;
    }

    static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
