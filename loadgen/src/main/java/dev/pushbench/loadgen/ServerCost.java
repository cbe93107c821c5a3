package dev.pushbench.loadgen;

import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.server.admin.ProcessStats;
import dev.pushbench.server.admin.ServerStats;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a cell cost its servers, all together; null where one of them does not tell.
 *
 * @param cpuNs processor time over the window
 * @param heapGrowthBytes of the live heap, from one subscription of each agent to all of them
 * @param residentGrowthBytes of the resident set, likewise
 * @param kernelGrowthBytes of what the kernel of the one server's machine holds, likewise; null for several servers, which
 *     may share a machine
 * @param slow what slow consumers did to them; without any of no interest
 */
record ServerCost(
        Long cpuNs, Long heapGrowthBytes, Long residentGrowthBytes, Long kernelGrowthBytes, SlowResult.Server slow) {

    /** Nobody tells. */
    static final ServerCost UNKNOWN =
            new ServerCost(null, null, null, null, new SlowResult.Server(null, null, null, null));

    /** Of all these servers. */
    static ServerCost of(Collection<TargetServer> servers) {
        return new ServerCost(
                sum(servers, TargetServer::cpuNs),
                sum(servers, server -> server.growth(ProcessStats::heapUsedBytes)),
                sum(servers, server -> server.growth(ProcessStats::residentBytes)),
                servers.size() > 1 ? null : sum(servers, server -> server.growth(ProcessStats::kernelBytes)),
                new SlowResult.Server(
                        underLoad(servers, stats -> stats.process().heapUsedBytes()),
                        underLoad(servers, stats -> stats.process().residentBytes()),
                        underLoad(servers, ServerStats::messagesDropped),
                        underLoad(servers, ServerStats::overflowDisconnects)));
    }

    private static Long underLoad(Collection<TargetServer> servers, Function<ServerStats, Long> figure) {
        return sum(servers, server -> server.growthUnderLoad(figure));
    }

    /** Null where any server does not tell. */
    private static Long sum(Collection<TargetServer> servers, Function<TargetServer, Long> figure) {
        List<Long> figures = servers.stream().map(figure).toList();
        return figures.stream().anyMatch(Objects::isNull)
                ? null
                : Long.valueOf(figures.stream().mapToLong(Long::longValue).sum());
    }
}
