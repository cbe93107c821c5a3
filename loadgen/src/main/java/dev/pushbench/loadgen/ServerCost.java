package dev.pushbench.loadgen;

import dev.pushbench.reports.result.SlowResult;

/**
 * What a run cost its servers, all together; null where one of them does not tell.
 *
 * @param cpuNs processor time over the window
 * @param heapGrowthBytes of the live heap, from one subscription of each agent to all of them
 * @param residentGrowthBytes of the resident set, likewise
 * @param slow what slow consumers did to them; without any of no interest
 */
record ServerCost(Long cpuNs, Long heapGrowthBytes, Long residentGrowthBytes, SlowResult.Server slow) {}
