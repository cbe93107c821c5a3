package dev.pushbench.reports.html;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.bytes.Layer;
import dev.pushbench.reports.bytes.LayerBytes;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.bytes.WireBytes;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The bytes of one message, layer by layer as the byte model has them, and what the run measured of it. */
final class BytesTable {

    private final List<Row> rows;
    private final Map<String, CellStyle> styles;

    private record Row(CellResult cell, WireBytes model) {

        Optional<LayerBytes> on(Layer layer) {
            return model.layers().stream().filter(each -> each.layer() == layer).findFirst();
        }

        String layer(Layer layer) {
            return on(layer).map(Row::text).orElse(Figures.MISSING);
        }

        private static String text(LayerBytes layer) {
            String units = layer.units() > 1
                    ? " (" + Setup.plural(layer.units(), layer.layer().unit()) + ")"
                    : "";
            return Figures.count(layer.bytes()) + units;
        }

        String difference() {
            return Table.orMissing(cell.bytesPerMessage(), measured -> {
                // Adding 0 takes the sign from what rounds to nothing.
                double difference = Math.rint(10 * (measured - model.total())) / 10 + 0.0;
                String share = Figures.percent(Math.abs(difference) / model.total());
                return String.format(Locale.ROOT, "%+,.1f (%s%s%%)", difference, share, Figures.UNIT_SPACE);
            });
        }
    }

    private BytesTable(List<Row> rows, Map<String, CellStyle> styles) {
        this.rows = rows;
        this.styles = styles;
    }

    /** Of a message, or of a heartbeat where there is nothing else; empty where the model has none of the cells. */
    static Optional<Table> of(List<CellResult> cells, Setup setup, Map<String, CellStyle> styles) {
        boolean idle = setup.does("idle");
        Long payloadBytes = idle ? Long.valueOf(0) : setup.payloadBytes();
        if (payloadBytes == null) {
            return Optional.empty();
        }
        List<Row> rows = cells.stream()
                .flatMap(cell -> wire(cell, idle).map(wire -> new Row(cell, wire.bytes(payloadBytes))).stream())
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new BytesTable(rows, styles).table(idle ? "heartbeat" : "message"));
    }

    private static Optional<Wire> wire(CellResult cell, boolean idle) {
        CellName name = CellName.parse(cell.cell());
        return idle ? Wire.heartbeat(name) : Wire.toClient(name, Content.TEXT);
    }

    private Table table(String what) {
        TableOf<Row> table = new TableOf<>(rows)
                .missing("the cell has no such layer, or the figure is not to be had.")
                .count("Payload", row -> row.model().payloadBytes());
        Arrays.stream(Layer.values())
                .filter(this::has)
                .forEach(layer -> table.text(layer.label(), row -> row.layer(layer)));
        table.count("By the model", row -> row.model().total())
                .note("Bytes of one " + what
                        + " from server to client that is written on its own, as the standards have"
                        + " them"
                        + (has(Layer.TLS_RECORD) ? ", and 16 of padding that Java adds to each TLS record" : "")
                        + ". TCP and IP are not in it.");
        if (rows.stream().anyMatch(row -> row.cell().bytesPerMessage() != null)) {
            addMeasured(table);
        }
        return table.build(
                "bytes",
                "Where the bytes go",
                "Cell",
                row -> row.cell().cell(),
                row -> styles.get(row.cell().cell()));
    }

    private boolean has(Layer layer) {
        return rows.stream().anyMatch(row -> row.on(layer).isPresent());
    }

    private static void addMeasured(TableOf<Row> table) {
        table.text("Measured", row -> Table.orMissing(row.cell().bytesPerMessage(), Figures::tenths))
                .text("Measured less model", Row::difference)
                .note(
                        "Measured is all that crossed the client's sockets inwards, divided by the messages. It is less than the"
                                + " model where waiting messages were written together and shared a chunk, a DATA frame or a"
                                + " record, and more where something else came in: heartbeats, answers to requests, openings, and"
                                + " what HTTP/2 says about itself.");
    }
}
