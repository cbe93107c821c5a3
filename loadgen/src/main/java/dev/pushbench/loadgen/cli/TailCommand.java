package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.Transports;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench tail}: prints what an endpoint pushes. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Print what arrives, one JSON object a line: type, id and data of an event; over WebSocket the type is"
                        + " text or binary, and binary data is in Base64.")
final class TailCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "the endpoint")
    private URI url;

    @Mixin
    private TargetOptions target;

    @Option(
            names = {"--count", "-n"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "stop after so many messages (default: when the stream ends)")
    private Integer count;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UnusableTarget, IOException, InterruptedException {
        if (count != null && count < 1) {
            throw new IllegalArgumentException("--count is " + count + ": it must be at least 1");
        }
        MessagePrinter printer =
                new MessagePrinter(spec.commandLine().getOut(), count == null ? Long.MAX_VALUE : count);
        try (Transport transport = Transports.open(target.config(List.of(url)))) {
            transport.subscribe(printer);
            printer.awaitEnd();
        }
        SubscriptionEnd end = printer.end();
        if (!printer.wasOpen()) {
            throw new UnusableTarget(end.detail());
        }
        return switch (end.cause()) {
            case CLOSED_BY_US, CLOSED_BY_PEER -> ExitCode.OK;
            default -> throw new IOException(end.detail());
        };
    }
}
