package dev.pushbench.reports.result;

import dev.pushbench.reports.result.CellResult.Messages;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cells of a run as OpenMetrics text, in base units. What nobody knows has no sample. */
final class OpenMetrics {

    private static final double NS_PER_SECOND = 1e9;

    private final RunResult run;
    private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

    private OpenMetrics(RunResult run) {
        this.run = run;
    }

    static byte[] encode(RunResult run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenMetricsTextFormatWriter.create().write(out, new OpenMetrics(run).snapshots());
        return out.toByteArray();
    }

    private MetricSnapshots snapshots() {
        times("response_time", "Received minus intended", CellResult::responseTime);
        times("service_time", "Received minus actually sent", CellResult::serviceTime);
        times("schedule_lag", "Actually sent minus intended", CellResult::scheduleLag);
        times("connect_time", "Start of the attempt until the transport is connected", CellResult::connectTime);
        times("headers_time", "Start of the attempt until the response headers", CellResult::headersTime);
        times("first_message", "Start of the attempt until the first message", CellResult::firstMessage);
        times("gap", "Time between two messages of one subscription", CellResult::gap);
        messages("expected", "Messages due in the window", Messages::expected);
        messages("received", "Messages received, repeats too", Messages::received);
        messages("lost", "Messages expected but never received", Messages::lost);
        messages("duplicated", "Arrivals of a message that had already arrived", Messages::duplicated);
        messages("reordered", "Arrivals after a message with a higher sequence", Messages::reordered);
        gauge("subscriptions", "Subscriptions asked for", null, CellResult::connections);
        gauge("clients", "Clients that hold them", null, CellResult::clients);
        gauge(
                "client_cpu_per_message",
                "Processor time of the load generator",
                Unit.SECONDS,
                cell -> cell.cpu() == null ? null : seconds(cell.cpu().clientNsPerMessage()));
        gauge(
                "server_cpu_per_message",
                "Processor time of the server",
                Unit.SECONDS,
                cell -> cell.cpu() == null ? null : seconds(cell.cpu().serverNsPerMessage()));
        gauge(
                "wire_per_message",
                "Bytes that crossed the client's sockets inwards",
                Unit.BYTES,
                CellResult::bytesPerMessage);
        failures();
        slos();
        return metrics.build();
    }

    private static Double seconds(Double ns) {
        return ns == null ? null : Double.valueOf(ns / NS_PER_SECOND);
    }

    private void times(String name, String help, Function<CellResult, LatencySummary> summary) {
        SummarySnapshot.Builder metric = SummarySnapshot.builder()
                .name("pushbench_" + name + "_seconds")
                .help(help)
                .unit(Unit.SECONDS);
        for (CellResult cell : run.cells()) {
            LatencySummary times = summary.apply(cell);
            if (times != null) {
                metric.dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(Labels.of("cell", cell.cell()))
                        .quantiles(quantiles(times))
                        .count(times.count())
                        .build());
            }
        }
        metrics.metricSnapshot(metric.build());
    }

    private static Quantiles quantiles(LatencySummary times) {
        List<Quantile> quantiles = new ArrayList<>();
        add(quantiles, 0.5, times.p50Ns());
        add(quantiles, 0.9, times.p90Ns());
        add(quantiles, 0.99, times.p99Ns());
        add(quantiles, 0.999, times.p999Ns());
        add(quantiles, 1, times.maxNs());
        return Quantiles.of(quantiles);
    }

    private static void add(List<Quantile> quantiles, double quantile, Long ns) {
        if (ns != null) {
            quantiles.add(new Quantile(quantile, ns / NS_PER_SECOND));
        }
    }

    private void messages(String name, String help, Function<Messages, Long> count) {
        CounterSnapshot.Builder metric =
                CounterSnapshot.builder().name("pushbench_messages_" + name).help(help);
        for (CellResult cell : run.cells()) {
            Long value = count.apply(cell.messages());
            if (value != null) {
                metric.dataPoint(counter(Labels.of("cell", cell.cell()), value));
            }
        }
        metrics.metricSnapshot(metric.build());
    }

    private static CounterDataPointSnapshot counter(Labels labels, long value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private void gauge(String name, String help, Unit unit, Function<CellResult, Number> figure) {
        GaugeSnapshot.Builder metric = GaugeSnapshot.builder()
                .name("pushbench_" + name + (unit == null ? "" : "_" + unit))
                .help(help)
                .unit(unit);
        for (CellResult cell : run.cells()) {
            Number value = figure.apply(cell);
            if (value != null) {
                metric.dataPoint(gauge(Labels.of("cell", cell.cell()), value.doubleValue()));
            }
        }
        metrics.metricSnapshot(metric.build());
    }

    private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private void failures() {
        CounterSnapshot.Builder metric =
                CounterSnapshot.builder().name("pushbench_failures").help("Subscriptions that failed or were lost");
        run.failures()
                .forEach(each ->
                        metric.dataPoint(counter(Labels.of("cell", each.cell(), "cause", each.cause()), each.count())));
        metrics.metricSnapshot(metric.build());
    }

    private void slos() {
        GaugeSnapshot.Builder metric =
                GaugeSnapshot.builder().name("pushbench_slo_met").help("1 where the cell met the SLO, 0 where not");
        run.slos().stream()
                .collect(Collectors.toMap(
                        each -> Labels.of("cell", each.cell(), "slo", each.slo()),
                        SloResult::met,
                        Boolean::logicalAnd,
                        LinkedHashMap::new))
                .forEach((labels, met) -> metric.dataPoint(gauge(labels, met ? 1 : 0)));
        metrics.metricSnapshot(metric.build());
    }
}
