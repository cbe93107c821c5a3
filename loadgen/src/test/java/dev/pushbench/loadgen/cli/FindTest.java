package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitLine;
import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static dev.pushbench.loadgen.cli.PushbenchProcess.signal;
import static dev.pushbench.loadgen.cli.PushbenchProcess.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code load --find}: each probe is a process of its own. */
class FindTest {

    private static final int CAPACITY = 20;
    private static final String TOKEN = "geheim";
    private static final long INTERVAL_NS = 20_000_000;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void findsHowManyConnectionsATargetTakes() throws IOException {
        int exitCode;
        try (RawServer server = takingAtMost(CAPACITY)) {
            exitCode = load(
                    server.url("http"),
                    "--find",
                    "connections",
                    "-c",
                    "16",
                    "--find-resolution",
                    "25",
                    "--slo",
                    "errors=0");
        }
        RunResult run = result();
        assertThat(exitCode).as(terminal.err() + "\n" + terminal.out()).isEqualTo(ExitCode.OK);
        SearchResult search = search(run);
        assertThat(search.what()).isEqualTo("connections");
        assertThat(search.found()).isEqualTo(BigDecimal.valueOf(CAPACITY));
        assertThat(search.missed()).isEqualTo(BigDecimal.valueOf(24));
        // A probe that a busy machine made miss has been repeated.
        assertThat(search.probes().stream()
                        .map(probe -> probe.value().intValue())
                        .distinct())
                .containsExactly(16, 32, 24, 20);
        assertThat(search.limitedBy()).isEqualTo("slo errors=0");
        assertThat(search.generatorsLimit()).isFalse();
        assertThat(search.probes())
                .filteredOn(probe -> probe.value().intValue() > CAPACITY)
                .allSatisfy(probe -> assertThat(probe.reasons())
                        .extracting(SearchResult.Reason::what)
                        .contains("gate subscriptions"));
        assertThat(run.valid()).isTrue();
        assertThat(run.cells()).extracting(CellResult::connections).containsExactly(CAPACITY);
        assertThat(run.config()).containsEntry("find", "connections").containsEntry("connections", CAPACITY);
        assertThat(terminal.out())
                .contains("20 connections met errors=0; 24 connections did not (slo errors=0: it was 4: missed).");
        assertThat(terminal.err()).contains("probe 1, connections 16: sse/1.1 measuring");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("20 connections met errors=0; 24 connections did not")
                .contains("Probes");
        assertThat(directory).isDirectoryNotContaining("glob:**/.probes*");
        for (String file : List.of(ResultDirectory.RESULT_FILE, "plan.yaml")) {
            assertThat(Files.readString(directory.resolve(file))).doesNotContain(TOKEN);
        }
    }

    @Test
    void aTargetThatMeetsNothingExitsWith3AndShowsTheSmallestProbe() throws IOException {
        int exitCode;
        try (RawServer server = takingAtMost(CAPACITY)) {
            exitCode = load(server.url("http"), "--find", "connections", "-c", "2", "--slo", "connects<0.001/s");
        }
        RunResult run = result();
        assertThat(exitCode).as(terminal.err() + "\n" + terminal.out()).isEqualTo(ExitCode.SLO_MISSED);
        assertThat(search(run).found()).isNull();
        assertThat(search(run).missed()).isEqualTo(BigDecimal.ONE);
        assertThat(search(run).probes())
                .extracting(probe -> probe.value().intValue())
                .containsExactly(2, 2, 1, 1);
        assertThat(run.cells()).extracting(CellResult::connections).containsExactly(1);
        assertThat(terminal.out()).contains("No load that was tried met connects<0.001/s; 1 connections did not");
    }

    @Test
    void findsTheRateOfAPushbenchServerUpToItsMaximum() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            int exitCode = load(
                    server.http().resolve("/sse").toString(),
                    "--find",
                    "rate",
                    "-R",
                    "50",
                    "-c",
                    "2",
                    "--find-max",
                    "150",
                    "--slo",
                    "p50<10s");
            RunResult run = ValidResult.read(directory).run();
            List<Probe> probes = search(run).probes();

            assertThat(probes.get(0).value()).isEqualTo(BigDecimal.valueOf(50));
            // On a busy machine a gate may fail, and the search end earlier.
            if (exitCode == ExitCode.OK
                    && !search(run).generatorsLimit()
                    && search(run).missed() == null) {
                assertThat(search(run).found()).isEqualTo(BigDecimal.valueOf(150));
                assertThat(search(run).limitedBy()).isEqualTo("maximum");
                assertThat(probes.get(probes.size() - 1).p50Ns()).isPositive();
                assertThat(probes.get(probes.size() - 1).cpu().serverNsPerMessage())
                        .isPositive();
                assertThat(run.cells().get(0).messages().expected()).isEqualTo(2 * 150);
            }
        }
    }

    @Test
    void theRateOfAnotherTargetCannotBeSearchedFor() throws IOException {
        try (RawServer server = takingAtMost(CAPACITY)) {
            assertThat(load(server.url("http"), "--find", "rate", "--slo", "lost=0"))
                    .isEqualTo(ExitCode.TARGET_UNREACHABLE);
        }
        assertThat(terminal.err().lines().filter(line -> line.startsWith("pushbench")))
                .singleElement()
                .asString()
                .contains("pushbench server");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anInterruptedSearchSavesWhatItFound() throws Exception {
        try (RawServer server = takingAtMost(CAPACITY)) {
            Process load = start(arguments(server.url("http"), "--find", "connections", "-c", "4", "--slo", "errors=0")
                    .toArray(String[]::new));
            awaitLine(load.errorReader(), "connections 8: sse/1.1 measuring");
            signal("INT", load.pid());

            assertThat(exitCode(load)).isEqualTo(ExitCode.INTERRUPTED);
        }
        RunResult run = ValidResult.read(directory).run();
        assertThat(run.interrupted()).isTrue();
        assertThat(search(run).found()).isEqualTo(BigDecimal.valueOf(4));
        assertThat(search(run).limitedBy()).isEqualTo("interruption");
        assertThat(run.cells()).extracting(CellResult::connections).containsExactly(4);
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--find connections | --find has no --slo",
                "--find-max 5 --slo lost=0 | go with --find",
                "--find speed --slo lost=0 | speed",
                "--find connections --slo lost=0 --stage 5:1s | leave out --stage",
                "--find connections --slo lost=0 --session 1s | leave out --stage",
                "--find connections --slo lost=0 --storm 1s | leave out --stage",
                "--find rate --slo lost=0 --rate-stage 5:1s | leave out --stage",
                "--find rate --slo lost=0 --slow 1%:stop | leave out --stage",
                "--find connections --slo lost=0 -c 50 --find-max 40 | --find-max is 40",
                "--find rate --slo lost=0 -R 2.5 --find-max 2 | --rate 2.5",
                "--find connections --slo lost=0 --find-max 900000 | ports",
                "--find rate --slo lost=0 --find-max 1001k | at most 1000000",
                "--find rate --slo lost=0 --find-resolution 0 | --find-resolution is 0",
                "--find rate --slo lost=0 --find-probes 1001 | --find-probes is 1001",
                "--find rate --slo lost=0 --idle | --idle",
            })
    void whatDoesNotGoTogetherIsSaidInOneLine(String options, String named) {
        List<String> all = new ArrayList<>(List.of("load", "http://127.0.0.1:1/", "--out", directory.toString()));
        all.addAll(List.of(options.split(" ")));

        assertThat(terminal.run(all)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .contains(named);
    }

    /** Event streams for those with the token, with an event every 20 ms, so many at once; others are told to come back. */
    private static RawServer takingAtMost(int streams) throws IOException {
        AtomicInteger open = new AtomicInteger();
        return RawServer.doing(peer -> {
            if (!peer.readHead().contains("Authorization: Bearer " + TOKEN)) {
                peer.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try {
                if (open.incrementAndGet() > streams) {
                    peer.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                    return;
                }
                peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
                while (true) {
                    peer.write("data: x\n\n");
                    LockSupport.parkNanos(INTERVAL_NS);
                }
            } finally {
                open.decrementAndGet();
            }
        });
    }

    private RunResult result() {
        RunResult run = ValidResult.read(directory).run();
        assumeThat(search(run).generatorsLimit())
                .as("the machine is too busy for a load generator")
                .isFalse();
        return run;
    }

    private static SearchResult search(RunResult run) {
        return run.cells().get(0).search();
    }

    private int load(String url, String... options) {
        return terminal.run(arguments(url, options));
    }

    private List<String> arguments(String url, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "load",
                url,
                "-d",
                "1s",
                "--warmup",
                "100ms",
                "--bearer",
                TOKEN,
                "--progress",
                "plain",
                "--out",
                directory.toString()));
        all.addAll(List.of(options));
        return all;
    }
}
