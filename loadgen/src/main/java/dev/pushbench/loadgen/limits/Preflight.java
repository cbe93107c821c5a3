package dev.pushbench.loadgen.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Tells beforehand what a run cannot do on this machine. Pure: a plan and limits in, sentences out. */
public final class Preflight {

    /** As wide as {@code net.ipv4.ip_local_port_range} gets without privileged ports. */
    private static final int WIDEST_PORT_RANGE = 65_535 - 1_024 + 1;

    private Preflight() {}

    /**
     * Refuses a plan that cannot work.
     *
     * @throws IllegalArgumentException with one line: the limit, what it allows, what was asked, what to do
     */
    public static void refuseIfImpossible(Plan plan, Limits limits) {
        List<String> refusals = refusals(plan, limits);
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException(String.join("; and ", refusals));
        }
    }

    /** Why the plan cannot work; empty if nothing is known that forbids it. What is unknown forbids nothing. */
    static List<String> refusals(Plan plan, Limits limits) {
        List<String> refusals = new ArrayList<>();
        Long allowed = limits.connectionsPerProcess();
        if (allowed != null && plan.server() == Plan.Server.STARTED_BY_US && plan.tcpConnectionsInAll() > allowed) {
            refusals.add(ownServer(plan, limits, allowed));
        } else if (allowed != null && plan.connectionsPerProcess() > allowed) {
            refusals.add(descriptors(plan, limits, allowed));
        }
        Integer ports = limits.connectionsPerTargetPort();
        if (ports != null && plan.tcpConnectionsInAll() > ports * plan.usesOfAPort()) {
            refusals.add(ports(plan, limits.ports()));
        }
        return refusals;
    }

    /**
     * The most connections for which nothing here forbids the plan.
     *
     * @param plans the plan for that many
     * @param highest for which it is asked
     * @return at least 1
     */
    public static int mostConnections(IntFunction<Plan> plans, Limits limits, int highest) {
        int possible = 1;
        int beyond = highest + 1;
        while (beyond - possible > 1) {
            int middle = possible + (beyond - possible) / 2;
            if (refusals(plans.apply(middle), limits).isEmpty()) {
                possible = middle;
            } else {
                beyond = middle;
            }
        }
        return possible;
    }

    /** What may go wrong with the plan although nothing here forbids it. */
    public static List<String> notes(Plan plan, Limits limits) {
        Long allowed = limits.connectionsPerProcess();
        long perTarget = Plan.ceilDiv(plan.tcpConnectionsInAll(), plan.targets());
        if (plan.server() != Plan.Server.HERE || allowed == null || perTarget <= allowed) {
            return List.of();
        }
        return List.of(format(
                "the server on this machine needs %,d descriptors in its own process: check its limit, which a shell"
                        + " shows with `ulimit -n` before it starts the server",
                perTarget));
    }

    private static String descriptors(Plan plan, Limits limits, long allowed) {
        String raise = format("raise `ulimit -n` to %d", plan.connectionsPerProcess() + limits.reservedDescriptors());
        return format(
                "fd limit %d allows %,d connections%s; asked %s: %s",
                limits.descriptors(),
                allowed,
                plan.processes() > 1 ? " per process" : "",
                asked(plan),
                allowed > 0 ? format("use --processes %d or ", plan.processesFor(allowed)) + raise : raise);
    }

    private static String ownServer(Plan plan, Limits limits, long allowed) {
        return format(
                "fd limit %d allows %,d connections to the server that is started; asked %s: raise `ulimit -n` to %d",
                limits.descriptors(),
                allowed,
                askedInAll(plan),
                plan.tcpConnectionsInAll() + limits.reservedDescriptors());
    }

    private static String ports(Plan plan, PortRange ports) {
        long uses = Plan.ceilDiv(plan.tcpConnectionsInAll(), ports.size());
        boolean wideEnough = plan.tcpConnectionsInAll() <= WIDEST_PORT_RANGE * plan.usesOfAPort();
        return format(
                "the ephemeral ports %s allow %,d connections %s; asked %s: %s",
                ports.text(),
                ports.size() * plan.usesOfAPort(),
                over(plan),
                askedInAll(plan),
                (wideEnough ? "sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\", or " : "") + spread(plan, uses));
    }

    private static String over(Plan plan) {
        if (plan.sources() > 0) {
            return plan.sources() == 1 ? "from one source address" : "from " + plan.sources() + " source addresses";
        }
        return plan.targets() == 1 ? "to one target port" : "to " + plan.targets() + " target ports";
    }

    private static String spread(Plan plan, long uses) {
        return plan.sources() > 0
                ? format("--bind %d addresses of this machine", uses)
                : format(
                        "spread them over %d target URLs of different ports or addresses, or --bind %d addresses of this"
                                + " machine",
                        uses, uses);
    }

    private static String askedInAll(Plan plan) {
        return asked(plan) + (plan.beside() == 0 ? "" : format(" and %,d beside them", plan.beside()));
    }

    private static String asked(Plan plan) {
        String processes = plan.processes() > 1 ? " in " + plan.processes() + " processes" : "";
        return plan.shared()
                ? format("%,d (%,d subscriptions)%s", plan.tcpConnections(), plan.connections(), processes)
                : format("%,d%s", plan.connections(), processes);
    }

    private static String format(String text, Object... figures) {
        return String.format(Locale.ROOT, text, figures);
    }
}
