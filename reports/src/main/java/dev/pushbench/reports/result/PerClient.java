package dev.pushbench.reports.result;

import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import java.util.function.Function;

/** A cell's figures as those of one client with all its subscriptions. Null where the cell's are. */
public record PerClient(CellResult cell) {

    private static final double NS_PER_SECOND = 1e9;

    /** Whether a client has several subscriptions; if not, its figures are those of one. */
    public boolean isOfSeveral() {
        return cell.clients() != null && cell.clients() < cell.connections();
    }

    /** On the average: the last client may have fewer. */
    public Double subscriptions() {
        return share(cell.connections());
    }

    /** TCP connections that carry them. */
    public Double tcpConnections() {
        return share(cell.tcpConnections());
    }

    /** Bytes of one of the figures of memory. */
    public Double memory(Function<Memory, Double> perSubscription) {
        Double bytes = cell.memory() == null ? null : perSubscription.apply(cell.memory());
        return bytes == null ? null : share(bytes * cell.connections());
    }

    /** Nanoseconds of processor time in one second of the window. */
    public Double cpu(Function<Cpu, Double> perMessage) {
        Double ns = cell.cpu() == null ? null : perMessage.apply(cell.cpu());
        return ns == null || cell.windowNs() == 0
                ? null
                : share(ns * cell.messages().received() * NS_PER_SECOND / cell.windowNs());
    }

    private Double share(Number whole) {
        return whole == null || cell.clients() == null ? null : Double.valueOf(whole.doubleValue() / cell.clients());
    }
}
