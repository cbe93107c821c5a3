package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.PushServer;
import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SloResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of README's section "Your endpoint in five minutes", as they stand there: only host and port of the URL and
 * the names of files are replaced.
 */
class ReadmeExamplesTest {

    private static final Pattern SECTION = Pattern.compile("(?s)\\n## Your endpoint in five minutes\\n(.*?)\\n## ");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./pushbench (.*(?:(?<=\\\\)\\n.*)*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s'\\\\]+)");

    /** Gates that fail on a machine that is busy with other things. */
    private static final List<String> OF_THIS_MACHINE =
            List.of("generator-cpu", "generator-gc", "generator-hiccups", "event-loop-delay");

    private static List<String> commands;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @BeforeAll
    static void readReadme() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(Path.of("../README.md")));
        assertThat(section.find()).isTrue();
        commands = COMMAND.matcher(section.group(1))
                .results()
                .map(command -> command.group(1))
                .toList();
    }

    /** Those of the tests below. */
    @Test
    void everyCommandIsRun() {
        assertThat(commands)
                .extracting(command -> command.replaceAll("(?s) (https?|wss?)://(\\S+) .*", " $1 $2"))
                .containsExactly(
                        "tail http localhost:3000/events",
                        "load http localhost:3000/events",
                        "load ws localhost:9000/prices",
                        "load https push.example.org/events");
    }

    @Test
    void theEventsOfAStreamArePrinted() throws IOException {
        try (RawServer server = ExampleServers.eventStream(false)) {
            assertThat(run("tail http://localhost:3000", server.url("http"))).isEqualTo(ExitCode.OK);
        }
        assertThat(terminal.out())
                .matches(
                        "\\{\"type\":\"message\",\"id\":\"\\d+\",\"data\":\"\\{\\\\\"ts\\\\\":\\d+,\\\\\"payload\\\\\":"
                                + "\\{\\\\\"seq\\\\\":\\d+}}\"}\\R");
    }

    @Test
    void anEventStreamThatEndsNowAndThenLosesNothingIfItGoesOnAfterTheLastEvent() throws IOException {
        RunResult run;
        int exitCode;
        try (RawServer server = ExampleServers.eventStream(false)) {
            exitCode = run("load http://localhost:3000", server.url("http"));
            run = result();
        }
        assertMeasured(exitCode, run);
        CellResult cell = run.cells().get(0);
        assertThat(cell.responseTime().count()).isPositive();
        assertThat(cell.gap()).isNull();
        assertThat(cell.messages().lost()).isZero();
        assertThat(cell.turnover().lost()).isGreaterThanOrEqualTo(20);
        assertThat(cell.turnover().cameBack()).isGreaterThanOrEqualTo(20);
        assertThat(cell.cpu().serverNsPerMessage()).isNull();
    }

    @Test
    void aNumberThatAnEventStreamLeavesOutIsLost() throws IOException {
        try (RawServer server = ExampleServers.eventStream(true)) {
            assertThat(run("load http://localhost:3000", server.url("http"))).isEqualTo(ExitCode.MEASUREMENT_INVALID);
        }
        RunResult run = result();
        assertThat(run.cells().get(0).messages().lost()).isPositive();
        assertThat(run.failedGates()).extracting(Gate::name).contains("messages-lost");
    }

    @Test
    void aWebSocketPushesOnceItWasAsked() throws IOException {
        RunResult run;
        int exitCode;
        try (RawServer server = ExampleServers.exchange()) {
            exitCode = run("load ws://localhost:9000", server.url("ws"));
            run = result();
        }
        assertMeasured(exitCode, run);
        CellResult cell = run.cells().get(0);
        assertThat(cell.exchange().sent()).isEqualTo(20);
        assertThat(cell.exchange().matched()).isPositive();
        assertThat(cell.exchange().unmatched()).isZero();
        assertThat(cell.gap().count()).isPositive();
        assertThat(cell.responseTime()).isNull();
        assertThat(cell.messages().lost()).isNull();
    }

    @Test
    void aServerWithAPrivateAuthorityAndATokenMeetsItsSlos() throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate certificate = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("localhost")
                .build();
        Files.writeString(directory.resolve("ca.pem"), authority.certificatePem());
        RunResult run;
        int exitCode;
        try (PushServer server = ExampleServers.secured(certificate, "s3cret")) {
            Files.writeString(directory.resolve("token.txt"), "another");
            assertThat(run(
                            "load https://push.example.org",
                            server.uri("https", "").toString()))
                    .isEqualTo(ExitCode.TARGET_UNREACHABLE);
            assertThat(terminal.err().lines())
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line)
                                    .endsWith(
                                            "/events answered 401 Unauthorized: give credentials with --user, --bearer or --header"));
            Files.writeString(directory.resolve("token.txt"), "s3cret\n");
            exitCode =
                    run("load https://push.example.org", server.uri("https", "").toString());
            run = result();
        }
        assertMeasured(exitCode, run);
        CellResult cell = run.cells().get(0);
        assertThat(cell.cell()).isEqualTo("sse/2+tls");
        assertThat(cell.responseTime().count()).isPositive();
        assertThat(cell.messages().lost()).isZero();
        assertThat(run.slos()).extracting(SloResult::slo).containsExactly("p99<1s", "lost=0", "errors=0");
        assertThat(Files.readString(directory.resolve("junit.xml")))
                .contains("name=\"sse/2+tls\"")
                .contains("name=\"p99&lt;1s\"")
                .doesNotContain("s3cret");
        assertThat(run.command()).contains("--bearer @").doesNotContain("s3cret");
    }

    /** That nothing but this machine kept the run from being valid, and that the exit code says how it was. */
    private void assertMeasured(int exitCode, RunResult run) {
        assertThat(run.failedGates()).extracting(Gate::name).isSubsetOf(OF_THIS_MACHINE);
        assertThat(exitCode)
                .as(terminal.err())
                .isEqualTo(
                        !run.valid()
                                ? ExitCode.MEASUREMENT_INVALID
                                : run.missedSlos().isEmpty() ? ExitCode.OK : ExitCode.SLO_MISSED);
    }

    private RunResult result() {
        return ValidResult.read(directory.resolve("result")).run();
    }

    /** The command that begins like this, on that server. */
    private int run(String beginning, String server) {
        String command = commands.stream()
                .filter(each -> each.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        String[] words = WORD.matcher(command)
                .results()
                .map(ReadmeExamplesTest::unquoted)
                .map(word -> word.replaceFirst("^(https?|wss?)://[^/]+", origin(server)))
                .map(word -> word.matches("@?(result|[a-z]+\\.(pem|txt|xml))")
                        ? word.replaceFirst("^@?", "$0" + Matcher.quoteReplacement(directory + "/"))
                        : word)
                .toArray(String[]::new);
        return terminal.run(words);
    }

    private static String unquoted(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2);
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
