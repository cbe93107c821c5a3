package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search keeps where a probe comes to nothing; a program takes the place of {@code load}. */
class CapacityTest {

    private final List<String> probe = new ArrayList<>(List.of("400", "500", "false"));

    @TempDir
    private Path directory;

    @Test
    void aProbeThatCannotBeStartedIsTheLoadGeneratorsLimit() throws Exception {
        // No process takes such an argument, so that starting it fails as it does where there is no memory left.
        RunResult run = searched(part -> {
            if (part.startsWith("probe 3")) {
                probe.add("\0");
            }
        });

        SearchResult search = run.cells().get(0).search();
        assertThat(run.interrupted()).isFalse();
        assertThat(search.found()).isEqualTo(BigDecimal.valueOf(2));
        assertThat(search.missed()).isEqualTo(BigDecimal.valueOf(4));
        assertThat(search.generatorsLimit()).isTrue();
        assertThat(search.probes().get(3).reasons()).extracting(Reason::what).containsExactly("no result");
    }

    @Test
    void theLoadGeneratorsLimitEndsTheSearchOnceSomethingWasMet() throws Exception {
        probe.clear();
        probe.addAll(List.of("busy", "20", "generator-cpu"));

        SearchResult search = searched(part -> {}, 64).cells().get(0).search();

        assertThat(search.found()).isEqualTo(BigDecimal.valueOf(16));
        assertThat(search.missed()).isEqualTo(BigDecimal.valueOf(32));
        assertThat(search.generatorsLimit()).isTrue();
    }

    @Test
    void aProbeThatIsInterruptedEndsTheSearchWithWhatItFound() throws Exception {
        RunResult run = searched(part -> {
            if (part.startsWith("probe 3")) {
                probe.clear();
                probe.addAll(List.of("halt", "130"));
            }
        });

        SearchResult search = run.cells().get(0).search();
        assertThat(run.interrupted()).isTrue();
        assertThat(search.found()).isEqualTo(BigDecimal.valueOf(2));
        assertThat(search.limitedBy()).isEqualTo("interruption");
        assertThat(search.probes()).hasSize(2);
    }

    @Test
    void whereTheFirstProbeCannotBeStartedItIsSaidWhy() {
        probe.add("\0");
        assertThatThrownBy(() -> searched(part -> {})).isInstanceOf(IOException.class);

        probe.clear();
        probe.addAll(List.of("halt", "1"));
        assertThatThrownBy(() -> searched(part -> {})).isInstanceOf(UnusableTarget.class);
    }

    private RunResult searched(Consumer<String> announcements) throws Exception {
        return searched(announcements, 1);
    }

    private RunResult searched(Consumer<String> announcements, long first) throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/");
        return new Capacity(
                        Finder.class,
                        new CapacityConfig(
                                SearchedLoad.CONNECTIONS,
                                new CapacitySearch(1, first, 64, 5, 20),
                                Set.of("generator-cpu"),
                                probe,
                                directory),
                        new Departure(TransportConfig.of(nobody, HttpVersion.HTTP_1_1), List.of(nobody), null),
                        update -> {},
                        announcements)
                .run()
                .run();
    }
}
