package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.OverflowPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options that say how to talk to a target put on the wire, and what of it is told to nobody. */
class TargetOptionsTest {

    private static final String EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: a\n\n";

    private final Terminal terminal = new Terminal();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private RawServer eventStream() throws IOException {
        return RawServer.doing(peer -> {
            heads.add(peer.readHead());
            peer.write(EVENTS);
            peer.hangUp();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--user me:it:is            | Authorization: Basic bWU6aXQ6aXM=",
                "--bearer abc               | Authorization: Bearer abc",
                "--bearer @token            | Authorization: Bearer from-a-file",
                "--user @user               | Authorization: Basic bWU6cHc=",
                "--cookie a=1 --cookie b=2  | Cookie: a=1; b=2",
                "--header X-Key:1           | X-Key: 1",
            })
    void whoAsksIsInTheRequest(String options, String header) throws IOException {
        Files.writeString(directory.resolve("token"), "from-a-file\n");
        Files.writeString(directory.resolve("user"), "me:pw\n");
        try (RawServer server = eventStream()) {
            assertThat(run("tail " + server.url("http") + " " + options.replace("@", "@" + directory + "/")))
                    .as(terminal.err())
                    .isEqualTo(ExitCode.OK);
        }
        assertThat(heads).hasSize(1);
        assertThat(heads.get(0).lines()).contains(header);
    }

    @Test
    void aUserInTheUrlIsBasicAuthenticationAndNotPartOfTheTarget() throws IOException {
        try (RawServer server = eventStream()) {
            String url = server.url("http").replace("//", "//me:s%40cret@");
            assertThat(run("tail " + url)).as(terminal.err()).isEqualTo(ExitCode.OK);
        }
        // me:s@cret
        assertThat(heads.get(0).lines())
                .contains("Authorization: Basic bWU6c0BjcmV0")
                .anyMatch(line -> line.startsWith("Host: 127.0.0.1:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h/ --user me:pw --bearer t             | Authorization: is given 2 times",
                "http://me:pw@h/ --bearer t                    | Authorization: is given 2 times",
                "http://h/ --user me:pw -H Authorization:x     | Authorization: is given 2 times",
                "http://h/ --user me                           | --user: has a user without a password",
                "http://me@h/                                  | URL: has a user without a password",
                "http://h/ --bearer @/no/such                  | --bearer @/no/such: cannot be read",
                "http://h/ --cookie a                          | --cookie: must be NAME=VALUE",
                "http://h/ --cookie a=b -H Cookie:c=d          | --cookie and --header Cookie",
                "http://h/ --subprotocol x                     | --subprotocol: is for WebSocket",
                "ws://h/ --subprotocol a,b                     | --subprotocol \"a,b\": must be a name",
                "ws://h/ --subprotocol a --subprotocol a       | --subprotocol a: is named twice",
                "ws://h/ --subprotocol a -H Sec-WebSocket-Protocol:b | --subprotocol and --header",
                "ws://h/ --connect-timeout 0s                  | --connect-timeout 0ms: must be more than 0",
                "ws://h/ --response-timeout 0s                 | --response-timeout 0ms: must be more than 0",
                "ws://h/ --max-message 0                       | --max-message 0: must be at least 1",
                "ws://h/ --gzip                                | --gzip: is for event streams",
                "http://h/ --deflate                           | --deflate: is for WebSocket",
                "http://h/ --max-redirects 101                 | --max-redirects 101: must be from 0 to 100",
                "http://h/ --resolve h:80                      | --resolve h:80: must be HOST:PORT:ADDRESS",
                "http://h/ --resolve h:80:name                 | --resolve h:80 name: must be an IPv4 or IPv6 address",
                "http://h/ --resolve h:0:127.0.0.1             | --resolve h:0: the port must lie between",
                "http://h/ --bind 192.0.2.1                    | --bind 192.0.2.1: is no address of this machine",
                "http://h/ --bind eth0                         | --bind eth0: must be an IPv4 or IPv6 address",
                "http://h/ --bind 127.0.0.1,127.0.0.1          | names one twice",
                "https://h/ --sni 10.0.0.1                     | --sni 10.0.0.1: must be a name",
                "https://h/ --key k.pem                        | --key k.pem: needs --cert",
                "https://h/ --cacert /no/such                  | --cacert /no/such: cannot be read",
                "ws://h/ --selectors 0                         | --selectors 0: must be at least 1",
            })
    void whatCannotBeMeantIsAUsageError(String options, String said) {
        for (String command : List.of("tail ", "load ")) {
            assertThat(run(command + options)).isEqualTo(ExitCode.USAGE);
            assertThat(terminal.err().lines()).hasSize(1);
            assertThat(terminal.err()).contains(said).doesNotContain("pw");
        }
    }

    @Test
    void targetsWithDifferentUsersAreAUsageError() {
        assertThat(run("load http://a:pw@h/ http://i/ -c 2")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("URLs with different users").doesNotContain("pw");
    }

    @ParameterizedTest
    @CsvSource({"b, true", "c, false", "'', false"})
    void theServerMustChooseASubprotocolThatWasOffered(String chosen, boolean fine) throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            heads.add(peer.readHead());
            String choice = chosen.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + chosen;
            peer.write(peer.upgradeHead().replaceFirst("\r\n", choice + "\r\n"));
            peer.write((byte) 0x88, (byte) 0);
            peer.hangUp();
        })) {
            assertThat(run("tail " + server.url("ws") + " --subprotocol a --subprotocol b"))
                    .isEqualTo(fine ? ExitCode.OK : ExitCode.TARGET_UNREACHABLE);
        }
        assertThat(heads.get(0).lines()).contains("Sec-WebSocket-Protocol: a, b");
        assertThat(terminal.err())
                .contains(
                        fine
                                ? ""
                                : chosen.isEmpty()
                                        ? "chose none of the subprotocols a, b"
                                        : "chose the subprotocol c, which was not offered");
    }

    @Test
    void noSecretIsInTheResult() throws Exception {
        try (var peer = new ForeignEventStream()) {
            String url = peer.url().replace("//", "//me:hush1@");
            int exitCode = run("load " + url
                    + " --cookie=session=hush2 -HX-Api-Key:hush3 -H X-Token:hush4 -H Accept-Language:de --admin-token"
                    + " hush5 -c 4 --processes 2 -d 300ms --warmup 0s --progress plain --out " + directory);
            assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        }
        assertThat(ResultDirectory.read(directory).run().command())
                .startsWith("./pushbench load 'http://***@127.0.0.1:")
                .contains(
                        " '--cookie=***' '-HX-Api-Key: ***' -H 'X-Token: ***' -H Accept-Language:de --admin-token '***' -c 4");
        assertThat(terminal.out() + terminal.err()).doesNotContain("hush");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain("hush")
                            .doesNotContain("bWU6aHVzaDE"));
        }
    }

    @Test
    void noSecretIsInAnErrorLine() throws IOException {
        try (RawServer server = RawServer.closing("HTTP/1.1 401 Unauthorized\r\n\r\n")) {
            String url = server.url("http").replace("//", "//me:hush@");
            assertThat(run("load " + url + " --cookie a=hush")).isEqualTo(ExitCode.TARGET_UNREACHABLE);
        }
        assertThat(terminal.err())
                .contains("answered 401 Unauthorized: give credentials with --user, --bearer or --header")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whetherTheServerCompressesIsInTheResult(boolean deflate) throws Exception {
        ServerConfig config =
                new ServerConfig(ServerConfig.DEFAULT_HOST, 0, 0, 1_000, OverflowPolicy.DROP, null, deflate);
        try (ServerUnderTest server = ServerUnderTest.start(config)) {
            // The admin API is asked at the same place as the subscriptions.
            int port = server.ws().getPort();
            int exitCode = run("load ws://no-such.invalid:" + port + "/ws --resolve no-such.invalid:" + port
                    + ":127.0.0.1 --deflate -R 50 -c 4 -d 300ms --warmup 0s --progress none --out " + directory);
            assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        }
        RunResult run = ResultDirectory.read(directory).run();
        assertThat(run.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.cell()).isEqualTo("ws/1.1+deflate");
            assertThat(cell.messages().received()).isEqualTo(60);
            assertThat(cell.messages().lost()).isZero();
        });
        assertThat(run.config()).containsEntry("compression", "permessage-deflate");
        assertThat(run.warnings().stream().filter(warning -> warning.contains("declined compression: it sends to 4")))
                .hasSize(deflate ? 0 : 1);
    }

    @Test
    void redirectsAreInTheResult() throws Exception {
        try (var peer = new ForeignEventStream();
                RawServer server =
                        RawServer.closing("HTTP/1.1 307 Elsewhere\r\nLocation: " + peer.url() + "\r\n\r\n")) {
            int exitCode =
                    run("load " + server.url("http") + " -c 3 -d 300ms --warmup 0s --progress none --out " + directory);
            assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
            assertThat(ResultDirectory.read(directory).run().warnings())
                    .anyMatch(warning ->
                            warning.startsWith("The target redirected: 3 redirects were followed, to " + peer.url()));

            assertThat(run("load " + server.url("http") + " --max-redirects 0")).isEqualTo(ExitCode.TARGET_UNREACHABLE);
            assertThat(terminal.err()).contains("307 Elsewhere: redirects are not followed, use " + peer.url());
        }
    }

    private int run(String command) {
        return terminal.run(command.strip().split(" +"));
    }
}
