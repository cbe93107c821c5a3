package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.Evidence;
import dev.pushbench.reports.claim.Metric;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * WebSocket beside SSE on one HTTP version.
 *
 * @param protocol such as {@code HTTP/1.1}
 * @param median of the response time
 * @param tail its 99th percentile
 * @param cpu processor time per message, of client and server together, or of the client where the server does not tell
 * @param serverTells whether {@code cpu} includes the server
 */
record Comparison(String protocol, Contrast median, Contrast tail, Contrast cpu, boolean serverTells) {

    private static final String HYBRID = "hybrid";

    /**
     * One comparison for each pair of cells that differ in the transport only. What a hybrid is held against is WebSocket
     * for everything, and its two halves, which do different work, not against each other.
     */
    static List<Comparison> of(RunResult run) {
        return CellName.inOrder(run.cells()).stream()
                .filter(cell -> CellName.parse(cell.cell()).isWebSocket())
                .map(ws ->
                        counterpart(run.cells(), CellName.parse(ws.cell())).map(sse -> of(ws, sse, new Evidence(run))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Comparison of(CellResult ws, CellResult sse, Evidence evidence) {
        boolean serverTells = serverCpu(ws) != null && serverCpu(sse) != null;
        return new Comparison(
                CellName.parse(ws.cell()).protocol(),
                contrast(ws, sse, evidence, Comparison::median),
                contrast(ws, sse, evidence, Comparison::tail),
                contrast(ws, sse, evidence, serverTells ? Comparison::bothCpu : Comparison::clientCpu),
                serverTells);
    }

    private static Contrast contrast(
            CellResult ws, CellResult sse, Evidence evidence, Function<CellResult, Double> figure) {
        double[] logRatios = evidence.logRatios(new Metric("", figure), ws.cell(), sse.cell());
        return Contrast.of(figure.apply(ws), figure.apply(sse), logRatios);
    }

    private static Optional<CellResult> counterpart(List<CellResult> cells, CellName ws) {
        if (ws.variants().contains(HYBRID)) {
            return Optional.empty();
        }
        return Stream.of("", "+" + HYBRID)
                .map(suffix -> ws.counterpart() + suffix)
                .flatMap(name -> cells.stream().filter(cell -> cell.cell().equals(name)))
                .findFirst();
    }

    private static Double median(CellResult cell) {
        return cell.responseTime() == null ? null : asDouble(cell.responseTime().p50Ns());
    }

    private static Double tail(CellResult cell) {
        return cell.responseTime() == null ? null : asDouble(cell.responseTime().p99Ns());
    }

    private static Double clientCpu(CellResult cell) {
        return cell.cpu() == null ? null : cell.cpu().clientNsPerMessage();
    }

    private static Double serverCpu(CellResult cell) {
        return cell.cpu() == null ? null : cell.cpu().serverNsPerMessage();
    }

    private static Double bothCpu(CellResult cell) {
        Double client = clientCpu(cell);
        Double server = serverCpu(cell);
        return client == null || server == null ? null : Double.valueOf(client + server);
    }

    private static Double asDouble(Long value) {
        return value == null ? null : Double.valueOf(value);
    }

    /** How many blocks the median rests on. */
    int blocks() {
        return median.blocks();
    }

    boolean hasMedians() {
        return Objects.nonNull(median.ws()) && Objects.nonNull(median.sse());
    }
}
