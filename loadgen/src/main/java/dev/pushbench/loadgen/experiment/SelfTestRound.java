package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.experiment.SelfTestResult.ConnectionCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.MessageCost;
import dev.pushbench.reports.result.CellResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What one round of a self-test measured: every cell once, and the reference once for each protocol. Ratios are made
 * within a round, because what else goes on on the machine changes from one to the next. Owned by the control thread.
 */
final class SelfTestRound {

    private final Map<Cell, CellResult> cells = new EnumMap<>(Cell.class);
    /** By protocol; empty where there is no reference. */
    private final Map<String, LimitProgram.Run> limits = new TreeMap<>();

    void put(Cell cell, CellResult result) {
        cells.put(cell, result);
    }

    void put(String protocol, LimitProgram.Run run) {
        limits.put(protocol, run);
    }

    /** The cost of a message over several rounds: the reference first, then the cells in their fixed order. */
    static List<MessageCost> messageCosts(SelfTestConfig config, List<SelfTestRound> rounds) {
        List<MessageCost> costs = new ArrayList<>();
        for (String protocol : protocols(rounds)) {
            Spread cpu = spread(rounds, round -> round.limit(protocol, LimitProgram.Run::cpuNsPerMessage));
            costs.add(new MessageCost(name(protocol), cpu, null, null, null));
        }
        for (Cell cell : config.cells()) {
            costs.add(new MessageCost(
                    config.label(cell),
                    spread(rounds, round -> round.clientCpu(cell)),
                    spread(
                            rounds,
                            round -> ratio(
                                    round.clientCpu(cell),
                                    round.limit(cell.protocol(), LimitProgram.Run::cpuNsPerMessage))),
                    spread(rounds, round -> round.cells.get(cell).cpu().serverNsPerMessage()),
                    spread(rounds, round -> round.cells.get(cell).clientAllocatedBytesPerMessage())));
        }
        return costs;
    }

    /** The cost of a connection over several rounds, in the same order. */
    static List<ConnectionCost> connectionCosts(SelfTestConfig config, List<SelfTestRound> rounds) {
        List<ConnectionCost> costs = new ArrayList<>();
        for (String protocol : protocols(rounds)) {
            Spread rate = spread(rounds, round -> round.limit(protocol, LimitProgram.Run::connectsPerSecond));
            costs.add(new ConnectionCost(name(protocol), null, null, null, null, rate, null));
        }
        for (Cell cell : config.cells()) {
            costs.add(new ConnectionCost(
                    config.label(cell),
                    spread(rounds, round -> round.cells.get(cell).memory().clientHeapBytesPerConnection()),
                    spread(rounds, round -> round.cells.get(cell).memory().clientRssBytesPerConnection()),
                    spread(rounds, round -> round.cells.get(cell).memory().serverHeapBytesPerConnection()),
                    spread(rounds, round -> round.cells.get(cell).memory().serverRssBytesPerConnection()),
                    spread(rounds, round -> round.cells.get(cell).connectsPerSecond()),
                    spread(
                            rounds,
                            round -> ratio(
                                    round.cells.get(cell).connectsPerSecond(),
                                    round.limit(cell.protocol(), LimitProgram.Run::connectsPerSecond)))));
        }
        return costs;
    }

    private static List<String> protocols(List<SelfTestRound> rounds) {
        return rounds.isEmpty() ? List.of() : List.copyOf(rounds.get(0).limits.keySet());
    }

    private static String name(String protocol) {
        return "limit " + protocol;
    }

    private static Spread spread(List<SelfTestRound> rounds, Function<SelfTestRound, Double> figure) {
        return Spread.of(rounds.stream().map(figure).toList());
    }

    private Double clientCpu(Cell cell) {
        return cells.get(cell).cpu().clientNsPerMessage();
    }

    /** Null where there is no reference. */
    private Double limit(String protocol, ToDoubleFunction<LimitProgram.Run> figure) {
        LimitProgram.Run run = limits.get(protocol);
        return run == null ? null : figure.applyAsDouble(run);
    }

    private static Double ratio(Double figure, Double reference) {
        return figure == null || reference == null || reference == 0 ? null : figure / reference;
    }
}
