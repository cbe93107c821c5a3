package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intervals rest on forks, and a file that lacks some says so. */
class JmhIntervalTest {

    @TempDir
    private Path directory;

    @Test
    void theIntervalIsThatOfTheMeansOfTheForks() throws IOException {
        // Means 20, 20 and 21: 20.33 ± 4.303 · 0.577 / √3. All six iterations together would give 13.6–27.1.
        String html = render("[[10,30],[20,20],[20,22]]");

        assertThat(html)
                .contains("<td>18.9–21.8</td>")
                .contains("20.0 (18.9–21.8)\u00a0ns")
                .containsPattern("\"points\":\\[\\[16\\.0,20\\.0,18\\.89\\d*,21\\.76\\d*\\]");
    }

    @Test
    void fewerThanThreeForksHaveNoIntervalHoweverManyIterations() throws IOException {
        assertThat(render("[[19,20,21],[19,20,21]]"))
                .containsPattern("<td>20.0</td>\\s*<td>–</td>")
                .contains("An interval needs 3 forks")
                .contains("Fewer than 3 forks: no intervals.")
                .contains("has only 2 of its 3 forks.");
    }

    @Test
    void whatJmhComputesFromAllIterationsIsNotShown() throws IOException {
        assertThat(render("[[19],[20],[21]]")).doesNotContain("7.77");
    }

    @Test
    void aForkWithAnIterationThatIsNoNumberIsLeftOutAndNamed() throws IOException {
        assertThat(render("[[19],[20],[21],[\"NaN\"]]"))
                .contains("<td>17.5–22.5</td>")
                .contains("has forks whose iterations are not all numbers: 1 of 4.");
    }

    @Test
    void samplesCountAsOftenAsTheyOccurred() throws IOException {
        String json = new JmhJson().add("EventBenchmark.encode", 16, null).text();
        Path file = Files.writeString(
                directory.resolve("jmh-result.json"),
                json.replace(
                        "\"rawData\":[[20],[19],[21]]",
                        "\"rawDataHistogram\":[[[[18,1],[20,1]]],[[[20,5]]],[[[21,2]]]]"));

        assertThat(JmhJson.measurements(file).get(0).primary().forkMeans()).containsExactly(19.0, 20.0, 21.0);
    }

    @Test
    void aFileWithoutRawDataSaysThatThereCanBeNoInterval() throws IOException {
        assertThat(render("null"))
                .contains(
                        "Of 2 measurements the file holds no raw data of single forks, so that there can be no interval.")
                .contains("<td>20.0</td>");
    }

    @Test
    void anIntervalDoesNotGoBelowZero() throws IOException {
        assertThat(render("[[1],[1],[58]]")).contains("<td>0–102</td>");
    }

    @Test
    void aFileThatBreaksOffGivesWhatIsWhole() throws IOException {
        String whole = new JmhJson()
                .add("EventBenchmark.encode", 16, 8)
                .add("EventBenchmark.encode", 32, 8)
                .text();
        Path file = Files.writeString(directory.resolve("jmh-result.json"), whole.substring(0, whole.length() - 60));

        assertThat(JmhJson.render(file))
                .contains("The file cannot be read beyond entry 1 (line ")
                .contains("what follows is left out.")
                .contains("1 benchmark measured with 1 set of parameters");
    }

    private String render(String rawData) throws IOException {
        return JmhJson.render(new JmhJson()
                .add("EventBenchmark.encode", "\"payloadBytes\":\"16\"", rawData, null)
                .add("EventBenchmark.encode", "\"payloadBytes\":\"32\"", rawData, null)
                .write(directory));
    }
}
