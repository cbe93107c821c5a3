package dev.pushbench.server.admin;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToDoubleFunction;

/** The stats as Prometheus metrics, read when somebody scrapes. Any thread. */
final class Metrics {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NS_PER_SECOND = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    Metrics(StatsReader stats) {
        counter(stats, "pushbench_messages_written", "Messages written", ServerStats::messagesWritten);
        counter(stats, "pushbench_messages_dropped", "Messages that found a full queue", ServerStats::messagesDropped);
        counter(stats, "pushbench_bytes_written", "Bytes written to sockets", ServerStats::bytesWritten);
        counter(
                stats,
                "pushbench_overflow_disconnects",
                "Subscriptions aborted because of a full queue",
                ServerStats::overflowDisconnects);
        counter(
                stats,
                "pushbench_cpu_seconds",
                "Processor time of the process",
                now -> now.process().cpuNs() / NS_PER_SECOND);
        gauge(
                stats,
                "pushbench_heap_used_bytes",
                "Heap in use",
                now -> now.process().heapUsedBytes());
        gauge(
                stats,
                "pushbench_direct_bytes",
                "Direct buffers",
                now -> now.process().directBytes());
        gauge(
                stats,
                "pushbench_hiccup_p99_seconds",
                "99th percentile of the hiccups",
                now -> now.hiccups().p99Ns() / NS_PER_SECOND);
        GaugeWithCallback.builder()
                .name("pushbench_subscriptions")
                .help("Open subscriptions")
                .labelNames("cell")
                .callback(callback ->
                        stats.now().subscriptions().forEach((cell, open) -> callback.call(open.doubleValue(), cell)))
                .register(registry);
    }

    private void counter(StatsReader stats, String name, String help, ToDoubleFunction<ServerStats> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(stats.now())))
                .register(registry);
    }

    private void gauge(StatsReader stats, String name, String help, ToDoubleFunction<ServerStats> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(stats.now())))
                .register(registry);
    }

    byte[] scrape() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
