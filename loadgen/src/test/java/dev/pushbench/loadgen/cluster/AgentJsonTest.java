package dev.pushbench.loadgen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.Expectation;
import dev.pushbench.loadgen.Part;
import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Sample;
import dev.pushbench.loadgen.Window;
import dev.pushbench.loadgen.measure.Broadcast;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Due;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.NetworkConfig.Resolve;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.loadgen.workload.Share;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.wire.PayloadFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What crosses the pipe arrives as it was, on one line. */
class AgentJsonTest {

    private static final List<Stage> STAGES = List.of(new Stage(0, 1_000), new Stage(20, 3_000));
    private static final LoadProfile PROFILE =
            new LoadProfile(STAGES, Duration.ofSeconds(3), Duration.ofMillis(1_500), true, -42);
    private static final Interaction INTERACTION = new Interaction(
            List.of("ä ${now}"),
            Duration.ofSeconds(2),
            "a+",
            false,
            "/p",
            true,
            Duration.ofMillis(8),
            Duration.ofMillis(9));
    private static final Due DUE =
            new Due(new SendSchedule(0.5, 24, PayloadFormat.BINARY, Pattern.SPREAD, 7, STAGES), -3);
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().commonName("client").build();

    @Test
    void everyCommandArrivesAsItWas() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            TransportConfig transport = TransportConfig.of(URI.create("wss://host:1/ws?x=%20"), HttpVersion.HTTP_2)
                    .with(it -> {
                        it.certificateChain = List.of(CLIENT.certificate());
                        it.privateKey = CLIENT.keyPair().getPrivate();
                        it.serverName = "name.example";
                        it.resolve = List.of(new Resolve("host", 1, "::1"));
                        it.bindAddresses = List.of("127.0.0.2");
                        it.subprotocols = List.of("a", "b");
                    })
                    .with(it -> it.headers = List.of("X-Name: Grüße \"ß\""))
                    .with(it -> it.trustedCertificates = List.of(server.certificate()));
            SlowConsumers slow = new SlowConsumers(List.of(new SlowConsumers.Group(50_000, 10_000)), 7);
            List<Command> commands = List.of(
                    new Command.OpenFirst(new Part(
                            1,
                            2,
                            transport,
                            new Share(4, 3, 7),
                            new ConnectSchedule(4.5),
                            PROFILE,
                            INTERACTION,
                            new SendSchedule(10, 100, Pattern.SPREAD, 0),
                            1_000,
                            slow)),
                    new Command.OpenRest(new Expectation(
                            MessageFields.ofPushbench(PayloadFormat.BINARY, false), ClockOffset.toEpoch())),
                    new Command.Measure(new Window(Long.MIN_VALUE, -7, Long.MAX_VALUE, true, DUE, new Broadcast(3, 4))),
                    new Command.End(-5),
                    new Command.Finish(),
                    new Command.HandOver());

            assertThat(commands).allSatisfy(command -> {
                String line = AgentJson.encode(command);
                assertThat(line).matches("\\p{ASCII}+").doesNotContain("\n");
                assertThat(AgentJson.command(line)).isEqualTo(command);
            });
        }
    }

    @Test
    void aHistogramArrivesWithEveryCount() {
        Histogram histogram = new Histogram(100, 3_600_000_000_000L, 3);
        histogram.recordValueWithCount(123_456, 7);
        histogram.recordValue(3_000_000_000_000L);
        Sample sample = new Sample(Phase.MEASURING, 1, 2, 3, true, 4, 5, 6, 8L, 7, histogram);

        String line = AgentJson.encode(new Answer.Told(sample));

        assertThat(line).startsWith("{\"answer\":\"Told\"").doesNotContain("\n");
        assertThat(((Answer.Told) AgentJson.answer(line)).sample()).isEqualTo(sample);
    }
}
