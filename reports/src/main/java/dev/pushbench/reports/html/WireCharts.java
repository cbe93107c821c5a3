package dev.pushbench.reports.html;

import dev.pushbench.reports.bytes.Layer;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.result.CellName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What a message takes on the wire by the byte model: layer by layer, in percent, and from where on it is little. */
final class WireCharts {

    /** From 1 B to 1 MiB, both sides of the lengths at which a frame's header grows, and of where others are cut. */
    private static final List<Long> PAYLOADS = List.of(
            1L,
            4L,
            16L,
            64L,
            125L,
            126L,
            256L,
            512L,
            1_024L,
            1_300L,
            1_448L,
            4_096L,
            8_192L,
            16_320L,
            16_384L,
            32_768L,
            65_535L,
            65_536L,
            131_072L,
            262_144L,
            524_288L,
            1_048_576L);

    private static final List<Double> SHARES = List.of(0.1, 0.01, 0.001);

    /** A row of a table below a chart. */
    private record Point(String panel, long payload) {}

    /** A row of the crossover table. */
    private record Line(String name, String cell, String counted, Wire wire) {}

    private WireCharts() {}

    static List<Chart> charts() {
        return List.of(byLayer(), inPercent());
    }

    private static Chart byLayer() {
        Map<Layer, CellStyle> styles = new LinkedHashMap<>();
        for (Layer layer : Layer.values()) {
            if (CellName.BASES.stream().anyMatch(cell -> WireLayers.bytes(cell, layer, 1) != null)) {
                styles.put(layer, CellStyle.numbered(styles.size()));
            }
        }
        Map<String, List<Chart.Series>> panels = new LinkedHashMap<>();
        for (String cell : CellName.BASES) {
            List<Chart.Series> series = new ArrayList<>();
            styles.forEach((layer, style) -> {
                if (WireLayers.bytes(cell, layer, 1) != null) {
                    series.add(line(layer.label(), style, payload -> WireLayers.bytes(cell, layer, payload)));
                }
            });
            panels.put(cell, series);
        }
        TableOf<Point> table = new TableOf<>(points(CellName.BASES)).count("Payload (bytes)", Point::payload);
        for (Layer layer : styles.keySet()) {
            table.count(layer.label(), point -> WireLayers.bytes(point.panel(), layer, point.payload()));
        }
        return chart(
                "layers",
                "Bytes around one message, layer by layer",
                "From server to client, in one frame or event, one message on its own. Both axes are logarithmic.",
                panels,
                axis(panels, "Bytes", "bytes"),
                table.missing("the cell has no such layer.")
                        .build("layers-data", "Bytes around one message", "Cell", Point::panel, point -> null));
    }

    private static Chart inPercent() {
        Map<String, CellStyle> styles = CellStyle.assign(CellName.BASES);
        Map<String, List<Chart.Series>> panels = new LinkedHashMap<>();
        Map<String, WireLayers> byName = new LinkedHashMap<>();
        for (WireLayers layers : WireLayers.ALL) {
            byName.put(layers.name(), layers);
            panels.put(
                    layers.name(),
                    CellName.BASES.stream()
                            .map(cell -> line(cell, styles.get(cell), payload -> layers.percent(cell, payload)))
                            .toList());
        }
        TableOf<Point> table =
                new TableOf<>(points(List.copyOf(byName.keySet()))).count("Payload (bytes)", Point::payload);
        for (String cell : CellName.BASES) {
            table.text(
                    cell + " (%)",
                    point -> Figures.significant(byName.get(point.panel()).percent(cell, point.payload())));
        }
        return chart(
                "overhead",
                "Overhead in percent of the payload",
                "Both axes are logarithmic. Where nothing but frame or event counts, both versions of HTTP coincide.",
                panels,
                axis(panels, "Overhead (% of the payload)", "percent"),
                table.build("overhead-data", "Overhead in percent", "What counts", Point::panel, point -> null));
    }

    private static Chart.Series line(String name, CellStyle style, ToDoubleFunction<Long> bytes) {
        return new Chart.Series(
                name,
                style,
                PAYLOADS.stream()
                        .map(payload -> new double[] {payload, bytes.applyAsDouble(payload)})
                        .toList());
    }

    private static List<Point> points(List<String> panels) {
        return panels.stream()
                .flatMap(panel -> PAYLOADS.stream().map(payload -> new Point(panel, payload)))
                .toList();
    }

    private static Axis axis(Map<String, List<Chart.Series>> panels, String title, String unit) {
        double[] values = panels.values().stream()
                .flatMap(List::stream)
                .flatMap(series -> series.points().stream())
                .mapToDouble(point -> point[1])
                .sorted()
                .toArray();
        return Axis.log(title, unit, values[0], values[values.length - 1], WireCharts::label);
    }

    private static String label(double value) {
        return Figures.withoutTrailingZeros(Figures.significant(value));
    }

    private static Chart chart(
            String id, String title, String caption, Map<String, List<Chart.Series>> series, Axis y, Table table) {
        Axis x = Axis.payload(PAYLOADS.stream().map(Long::doubleValue).toList());
        List<Chart.Panel> panels = new ArrayList<>();
        series.forEach((name, lines) -> panels.add(new Chart.Panel(id + "-" + panels.size(), name, true, x, y, lines)));
        return new Chart(id, title, caption, panels, true, table);
    }

    /** From which payload on the overhead is and stays below a share of it, by cell and by what counts as overhead. */
    static Table crossover() {
        Map<String, CellStyle> styles = CellStyle.assign(CellName.BASES);
        List<Line> lines = new ArrayList<>();
        for (WireLayers layers : WireLayers.ALL) {
            for (String cell : CellName.BASES) {
                lines.add(new Line(cell, cell, layers.name(), layers.of(cell)));
                layers.toServer(cell)
                        .ifPresent(wire -> lines.add(new Line(cell + ", to server", cell, layers.name(), wire)));
            }
        }
        TableOf<Line> table = new TableOf<>(lines).text("What counts as overhead", Line::counted);
        for (double share : SHARES) {
            table.text(
                    "Below " + Figures.withoutTrailingZeros(Figures.percent(share)) + Figures.UNIT_SPACE + "%",
                    line -> bytes(line.wire().crossover(share)));
        }
        return table.note("Bytes of payload from which on the overhead is, and stays, below that share of the payload."
                        + " Never: layers that cut their content cost the longest message more than that.")
                .build(
                        "crossover",
                        "From which payload on is the overhead small?",
                        "Cell",
                        Line::name,
                        line -> styles.get(line.cell()));
    }

    private static String bytes(OptionalLong payload) {
        return payload.isPresent() ? Figures.count(payload.getAsLong()) : "never";
    }
}
