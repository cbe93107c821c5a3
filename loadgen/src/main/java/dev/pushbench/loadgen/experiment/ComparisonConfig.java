package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One comparison.
 *
 * @param cells to compare
 * @param tls whether they run under TLS
 * @param blocks passes over all cells
 * @param seed of the random order
 * @param connections subscriptions in each cell; the most, where their number changes
 * @param workload what they do
 * @param push what each subscription gets, or sends in a round trip, at first; {@link SendSchedule#messages()} follows
 *     from the times
 * @param warmup before each measurement
 * @param duration of each measurement
 * @param streamsPerConnection HTTP/2: subscriptions that share a connection
 * @param server base URL of a running pushbench server, or null to start one for each cell
 * @param adminToken of that server, or null
 * @param scratch directory for the cells' own results
 */
public record ComparisonConfig(
        List<Cell> cells,
        boolean tls,
        int blocks,
        long seed,
        int connections,
        Workload workload,
        SendSchedule push,
        Duration warmup,
        Duration duration,
        int streamsPerConnection,
        URI server,
        String adminToken,
        Path scratch) {

    public ComparisonConfig {
        Design.checkBlocks(blocks);
        checkServer(server);
        if (streamsPerConnection < 1) {
            throw new IllegalArgumentException(
                    "--streams-per-client is " + streamsPerConnection + ": it must be at least 1");
        }
        if (cells.isEmpty() || cells.stream().distinct().count() < cells.size()) {
            throw new IllegalArgumentException("--cells names no cell, or one of them twice");
        }
        if (push.format() == PayloadFormat.BINARY && !workload.isPublished()) {
            throw new IllegalArgumentException(
                    "--format binary is what a server publishes: leave out --workload " + workload);
        }
        if (workload.kind() == Workload.Kind.HYBRID && cells.stream().allMatch(cell -> cell == cell.overWebSocket())) {
            throw new IllegalArgumentException(
                    "--workload " + workload + " is about event streams: name one in --cells, such as sse/1.1");
        }
        // In their fixed order, however they were named.
        cells = Cell.all().stream().filter(cells::contains).toList();
    }

    private static void checkServer(URI server) {
        boolean http = server == null || "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!http || server != null && server.getHost() == null) {
            throw new IllegalArgumentException("BASE-URL is '" + server
                    + "': it must begin with http:// or https:// and name a host, such as http://127.0.0.1:8080");
        }
    }

    /** What to wait for between arms; null where each has a server of its own. */
    public Departure departure() {
        if (server == null) {
            return null;
        }
        URI any = Cell.SSE_1_1.url(server);
        return new Departure(TransportConfig.of(any, HttpVersion.HTTP_1_1), List.of(any), adminToken);
    }

    /** The experiment: each cell with its work is an arm. */
    public Design design() {
        List<Arm> arms = cells.stream()
                .map(cell -> new Arm(
                        label(cell) + workload.suffix(cell),
                        label(cell),
                        connections,
                        loadArguments(cell, base()),
                        List.of()))
                .toList();
        return new Design("compare", arms, blocks, seed, server == null, resolved(), scratch);
    }

    private URI base() {
        return server != null ? server : URI.create(tls ? "https://" + Arm.TLS : "http://" + Arm.CLEARTEXT);
    }

    private String label(Cell cell) {
        return cell.label() + (tls ? "+tls" : "") + push.format().cellSuffix();
    }

    /**
     * What {@code load} is told about a cell.
     *
     * @param base of the server that has it
     */
    List<String> loadArguments(Cell cell, URI base) {
        List<String> arguments = new ArrayList<>(List.of(
                cell.url(base, workload.path(cell)).toString(),
                "--http=" + cell.httpVersion().label(),
                "--payload=" + push.payloadBytes(),
                "--format=" + OptionText.of(push.format()),
                "--pattern=" + OptionText.of(push.pattern()),
                "--warmup=" + OptionText.of(warmup)));
        addUnlessSaid(arguments, "connections", String.valueOf(connections));
        addUnlessSaid(arguments, "duration", OptionText.of(duration));
        addUnlessSaid(arguments, "rate", String.valueOf(push.ratePerSecond()));
        if (cell.httpVersion() == HttpVersion.HTTP_2) {
            arguments.add("--streams-per-client=" + streamsPerConnection);
        }
        arguments.addAll(workload.arguments(cell, base));
        if ("https".equals(base.getScheme())) {
            // The server has just made its certificate itself.
            arguments.add("--insecure");
        }
        if (adminToken != null) {
            arguments.add("--admin-token=" + adminToken);
        }
        return arguments;
    }

    private void addUnlessSaid(List<String> arguments, String option, String value) {
        if (!workload.says().contains(option)) {
            arguments.add("--" + option + "=" + value);
        }
    }

    /** Every setting by name, as the result file keeps it. */
    Map<String, Object> resolved() {
        Map<String, Object> resolved = new LinkedHashMap<>();
        resolved.put("cells", cells.stream().map(this::label).toList());
        resolved.put("blocks", blocks);
        resolved.put("connections", connections);
        resolved.put("workload", workload.toString());
        resolved.putAll(workload.options());
        resolved.put("rate", push.ratePerSecond());
        resolved.put("payload", push.payloadBytes());
        resolved.put("format", OptionText.of(push.format()));
        resolved.put("pattern", OptionText.of(push.pattern()));
        resolved.put("warmup", OptionText.of(warmup));
        resolved.put("duration", OptionText.of(duration));
        resolved.put("streams-per-client", streamsPerConnection);
        resolved.put("tls", tls);
        resolved.put("compression", "none");
        resolved.put("server", server == null ? "a fresh JVM for each cell" : server.toString());
        return resolved;
    }
}
