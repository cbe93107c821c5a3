package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitProgramTest {

    @TempDir
    private Path directory;

    private LimitProgram limit;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        limit = LimitProgram.compile(directory);
        assumeThat(limit).as("there is a C compiler").isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse", "ws"})
    void itReadsWhatAPushbenchServerPublishes(String protocol) throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            server.topic("default").publish(new SendSchedule(100, 100, Pattern.SPREAD, 0), System.nanoTime());

            LimitProgram.Run run =
                    limit.run(server.http(), protocol, 5, Duration.ofMillis(100), Duration.ofMillis(300));

            assertThat(run.connectsPerSecond()).isPositive();
            assertThat(run.cpuNsPerMessage()).isPositive();
        }
    }

    @Test
    void aServerThatIsNotThereIsNotTakenForACheapOne() throws IOException {
        ServerUnderTest gone = ServerUnderTest.start(ServerConfig.onFreePorts());
        gone.close();

        assertThatThrownBy(() -> limit.run(gone.http(), "sse", 1, Duration.ZERO, Duration.ofMillis(100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limit sse failed");
    }
}
