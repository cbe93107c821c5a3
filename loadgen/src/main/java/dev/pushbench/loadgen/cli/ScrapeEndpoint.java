package dev.pushbench.loadgen.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.reports.result.LatencySummary;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/**
 * The run as Prometheus metrics, while it goes on. The control thread reports; threads of its own answer whoever asks,
 * with what was reported last.
 */
final class ScrapeEndpoint implements Progress, AutoCloseable {

    private static final double NS_PER_SECOND = 1e9;
    private static final double PER_CENT = 100;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "prometheus");
        thread.setDaemon(true);
        return thread;
    });
    private volatile MetricSnapshots latest = new MetricSnapshots();
    /** The control thread's. */
    private long responseTimes;

    /**
     * Listens.
     *
     * @param address where; port 0 for a free one
     * @throws IllegalArgumentException if it cannot
     */
    ScrapeEndpoint(InetSocketAddress address) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--prometheus " + address.getHostString() + ":" + address.getPort() + " cannot be used ("
                            + e.getMessage() + "): choose another port",
                    e);
        }
        server.createContext("/metrics", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExpositionFormatWriter writer = ExpositionFormats.init()
                    .findWriter(exchange.getRequestHeaders().getFirst("Accept"));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            writer.write(body, latest);
            exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
            exchange.sendResponseHeaders(200, body.size());
            body.writeTo(exchange.getResponseBody());
        }
    }

    @Override
    public void report(Update update) {
        report(update, new Histogram(1));
    }

    @Override
    public void report(Update update, Histogram lastSecond) {
        Labels cell = Labels.of("cell", update.cell());
        responseTimes += lastSecond.getTotalCount();
        MetricSnapshots.Builder metrics = MetricSnapshots.builder()
                .metricSnapshot(gauge("pushbench_subscriptions_open", "Subscriptions open now", cell, update.open()))
                .metricSnapshot(
                        gauge("pushbench_subscriptions_wanted", "Subscriptions asked for", cell, update.wanted()))
                .metricSnapshot(counter("pushbench_messages", "Messages received", cell, update.messages()))
                .metricSnapshot(counter("pushbench_errors", "Subscriptions failed or lost", cell, update.errors()))
                .metricSnapshot(responseTime(cell, lastSecond))
                .metricSnapshot(phase(update));
        if (update.lost() != null) {
            // What is late arrives after all, so that this may fall.
            metrics.metricSnapshot(gauge("pushbench_messages_missing", "Messages lost so far", cell, update.lost()));
        }
        latest = metrics.build();
    }

    private static GaugeSnapshot gauge(String name, String help, Labels cell, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(cell)
                        .value(value)
                        .build())
                .build();
    }

    private static CounterSnapshot counter(String name, String help, Labels cell, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(cell)
                        .value(value)
                        .build())
                .build();
    }

    private SummarySnapshot responseTime(Labels cell, Histogram lastSecond) {
        List<Quantile> quantiles = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            if (LatencySummary.enoughSamples(lastSecond.getTotalCount(), percentile)) {
                quantiles.add(new Quantile(
                        percentile / PER_CENT, lastSecond.getValueAtPercentile(percentile) / NS_PER_SECOND));
            }
        }
        return SummarySnapshot.builder()
                .name("pushbench_response_time_seconds")
                .help("Received minus intended: quantiles of the last second, count since the start")
                .unit(Unit.SECONDS)
                .dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(cell)
                        .quantiles(Quantiles.of(quantiles))
                        .count(responseTimes)
                        .build())
                .build();
    }

    private static StateSetSnapshot phase(Update update) {
        StateSetDataPointSnapshot.Builder states =
                StateSetDataPointSnapshot.builder().labels(Labels.of("cell", update.cell()));
        for (Phase phase : Phase.values()) {
            states.state(phase.name().toLowerCase(Locale.ROOT), phase == update.phase());
        }
        return StateSetSnapshot.builder()
                .name("pushbench_phase")
                .help("What the run does now")
                .dataPoint(states.build())
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
