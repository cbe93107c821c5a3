package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.reports.slo.Slo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What happens while a run goes on, beside its progress. */
final class LiveOptions {

    @Option(
            names = "--abort-on-slo",
            description =
                    "end the run once an SLO on response times (p…, max), rate, lost or errors is missed without a"
                            + " break for --abort-delay; what was measured is saved")
    private boolean abortOnSlo;

    @Option(
            names = "--abort-delay",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "how long it may be missed (default: ${DEFAULT-VALUE})")
    private Duration abortDelay;

    @Option(
            names = "--prometheus",
            paramLabel = "[HOST:]PORT",
            converter = AddressConverter.class,
            description = "answer Prometheus at /metrics while the run goes on (default host: loopback)")
    private InetSocketAddress prometheus;

    /** What was asked for, for one run; closed after it. */
    final class Watches implements AutoCloseable {

        private final List<Progress> all = new ArrayList<>();
        private final SloWatch abort;
        private final ScrapeEndpoint endpoint;

        private Watches(Progress first, List<Slo> slos, Runnable stop) {
            all.add(first);
            abort = abortOnSlo ? new SloWatch(slos, abortDelay, stop, System::nanoTime) : null;
            if (abort != null) {
                all.add(abort);
            }
            endpoint = prometheus == null ? null : new ScrapeEndpoint(prometheus);
            if (endpoint != null) {
                all.add(endpoint);
            }
        }

        /** Tells everyone. */
        Progress progress() {
            return Progress.all(all);
        }

        /** Why the run was ended early, or null if it was not. */
        String abortReason() {
            return abort == null ? null : abort.reason();
        }

        @Override
        public void close() {
            if (endpoint != null) {
                endpoint.close();
            }
        }
    }

    /** @throws IllegalArgumentException if what was asked for does not go together */
    void check(List<Slo> slos) {
        if (abortOnSlo && slos.isEmpty()) {
            throw new IllegalArgumentException(
                    "--abort-on-slo has no --slo to go by: name one, such as --slo 'p99<50ms'");
        }
        if (abortDelay.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "--abort-delay is " + OptionText.of(abortDelay) + ": it must be at least 1s");
        }
    }

    /**
     * Begins to watch.
     *
     * @param first hears everything first
     * @param stop ends the run early
     * @throws IllegalArgumentException if it cannot be done
     */
    Watches watch(Progress first, List<Slo> slos, Runnable stop) {
        check(slos);
        return new Watches(first, slos, stop);
    }

    /** {@code 9090}, {@code 0.0.0.0:9090} or {@code [::1]:9090}. */
    static final class AddressConverter implements ITypeConverter<InetSocketAddress> {

        private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9a-fA-F:.]+]|[^:\\s]+):)?(\\d{1,5})");
        private static final int MAX_PORT = 65_535;

        @Override
        public InetSocketAddress convert(String text) {
            Matcher parts = ADDRESS.matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
                throw new TypeConversionException(
                        "'" + text + "' is no address: write PORT or HOST:PORT, the port from 0 (a free one) to 65535");
            }
            int port = Integer.parseInt(parts.group(2));
            InetSocketAddress address = parts.group(1) == null
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                    : new InetSocketAddress(parts.group(1), port);
            if (address.isUnresolved()) {
                throw new TypeConversionException("host " + parts.group(1) + " not found: check the name");
            }
            return address;
        }
    }
}
