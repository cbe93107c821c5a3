package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlacementTest {

    @Test
    void theFirstProcessesTakeWhatIsLeftOver() {
        assertThat(parts(1, 3, 10)).extracting(part -> part.share().own()).containsExactly(4, 3, 3);
        assertThat(parts(2, 3, 8)).extracting(part -> part.share().own()).containsExactly(2, 4, 2);
        assertThat(parts(3, 1, 10)).extracting(part -> part.share().own()).containsExactly(4, 3, 3);
    }

    @Property
    void nothingIsLeftOutAndEveryTargetHasAnEvenShare(
            @ForAll @IntRange(min = 1, max = 9) int urls,
            @ForAll @IntRange(min = 1, max = 20) int processes,
            @ForAll @IntRange(min = 0, max = 500) int more) {
        int agents = Math.max(urls, processes);
        int connections = agents + more;
        List<Part> parts = parts(urls, processes, connections);

        assertThat(parts).hasSize(agents).allMatch(part -> part.share().own() >= 1);
        assertThat(parts.stream().mapToInt(part -> part.share().own()).sum()).isEqualTo(connections);
        assertThat(parts.stream()
                        .mapToDouble(part -> part.connectSchedule().ratePerSecond())
                        .sum())
                .isCloseTo(100, Offset.offset(1e-6));
        for (int url = 0; url < urls; url++) {
            URI target = url(url);
            int share = parts.stream()
                    .filter(part -> part.transport().target().equals(target))
                    .mapToInt(part -> part.share().own())
                    .sum();
            assertThat(share).isBetween(connections / urls, connections / urls + 1);
        }
    }

    @Test
    void groupsShareProcessesByTheirConnections() {
        assertThat(Placement.shares(1, 1000, 100)).containsExactly(1, 1);
        assertThat(Placement.shares(4, 1000, 100)).containsExactly(3, 1);
        assertThat(Placement.shares(4, 100, 100)).containsExactly(2, 2);
        assertThat(Placement.shares(6, 300, 200, 100)).containsExactly(3, 2, 1);
        assertThatThrownBy(() -> Placement.shares(300, 1000, 1000)).hasMessageContaining("--processes is 300");
    }

    @Property
    void noGroupHasMoreProcessesThanConnections(
            @ForAll @IntRange(min = 1, max = 50) int one, @ForAll @IntRange(min = 1, max = 50) int two) {
        for (int processes = 2; processes <= one + two; processes++) {
            int[] shares = Placement.shares(processes, one, two);

            assertThat(shares[0]).isBetween(1, one);
            assertThat(shares[1]).isBetween(1, two);
            assertThat(shares[0] + shares[1]).isEqualTo(processes);
        }
    }

    private static List<Part> parts(int urls, int processes, int connections) {
        List<URI> all = IntStream.range(0, urls).mapToObj(PlacementTest::url).toList();
        LoadConfig config = new LoadConfig(
                TransportConfig.of(all.get(0), HttpVersion.HTTP_1_1),
                connections,
                new ConnectSchedule(100),
                Duration.ZERO,
                Duration.ofSeconds(1),
                new SendSchedule(10, 100, Pattern.SPREAD, 0),
                true,
                null,
                null);
        return new Placement(all, processes)
                .parts(
                        config,
                        all.stream()
                                .map(url -> TransportConfig.of(url, HttpVersion.HTTP_1_1))
                                .toList());
    }

    private static URI url(int index) {
        return URI.create("ws://127.0.0.1:" + (1 + index) + "/");
    }
}
