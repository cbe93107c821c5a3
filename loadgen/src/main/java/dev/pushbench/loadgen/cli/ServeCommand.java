package dev.pushbench.loadgen.cli;

import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pushbench serve}: the server under test, alone. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "The server under test, alone, until it is told to stop. Prints its URLs, one a line.")
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = ServerConfig.DEFAULT_HOST,
            description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "for HTTP/1.1 and h2c; 0: a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "for HTTP/1.1 and h2 over TLS; 0: a free one (default: ${DEFAULT-VALUE})")
    private int tlsPort;

    @Option(names = "--no-tls", description = "without the TLS port: starts sooner")
    private boolean noTls;

    @Option(
            names = {"--rate", "-R"},
            paramLabel = "RATE",
            converter = RateConverter.class,
            description =
                    "messages per second to each subscription of the default topic, from the start on (default: none)")
    private Double rate;

    @Mixin
    private PushOptions push;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "" + ServerConfig.DEFAULT_QUEUE_CAPACITY,
            converter = CountConverter.class,
            description = "messages that may wait for one subscription (default: ${DEFAULT-VALUE})")
    private int queue;

    @Option(
            names = "--overflow",
            paramLabel = "POLICY",
            defaultValue = "drop",
            description =
                    "when a queue is full: drop the message and count it, or disconnect (default: ${DEFAULT-VALUE})")
    private OverflowPolicy overflow;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "interval of heartbeats on a silent connection: comments in an event stream, WebSocket pings"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration heartbeat;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            description = "that requests below /admin must bring; needed on other than loopback addresses")
    private String adminToken;

    @Option(
            names = "--deflate",
            description = "compress WebSocket messages for clients that offer it (permessage-deflate)")
    private boolean deflate;

    @Option(
            names = "--until-stdin-closes",
            description = "also stop at the end of stdin: for programs that start a server and may be killed")
    private boolean untilStdinCloses;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerConfig config =
                new ServerConfig(host, port, noTls ? null : tlsPort, queue, overflow, adminToken, deflate);
        var schedule = push.at(rate);
        ServerUnderTest server = start(config, heartbeat);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            // A server that was asked to stop, and did, has not failed: 0 rather than 128 + the signal.
                            Runtime.getRuntime().halt(ExitCode.OK);
                        },
                        "stop-server"));
        if (schedule != null) {
            server.topic(Topics.DEFAULT).publish(schedule, System.nanoTime());
        }
        printUrls(server, spec.commandLine().getOut());
        if (untilStdinCloses) {
            awaitEndOfStdin();
        } else {
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private static ServerUnderTest start(ServerConfig config, Duration heartbeat) throws IOException {
        try {
            return ServerUnderTest.start(config, heartbeat);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + config.host() + ", "
                            + (config.tlsPort() == null
                                    ? "port " + config.port()
                                    : "ports " + config.port() + " and " + config.tlsPort())
                            + ": " + e.getMessage() + "; choose others with --port and --tls-port",
                    e);
        }
    }

    private static void printUrls(ServerUnderTest server, PrintWriter out) {
        out.println(server.http().resolve("/sse"));
        out.println(server.ws().resolve("/ws"));
        if (server.https() != null) {
            out.println(server.https().resolve("/sse"));
            out.println(server.wss().resolve("/ws"));
        }
        out.flush();
    }

    private static void awaitEndOfStdin() throws IOException {
        byte[] ignored = new byte[64];
        while (System.in.read(ignored) >= 0) {
            // Only the end counts.
        }
    }
}
