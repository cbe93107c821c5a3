package dev.pushbench.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pushbench.reports.SampleRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What other programs read of a result. */
class ForeignFormatsTest {

    private static final String HOSTILE = "a\u0000\u001b]]>&<x y='\"\uD800\uFFFE\n,é𝄞";

    @TempDir
    private Path directory;

    private final SampleRun sample = new SampleRun()
            .cells("ws/1.1", "sse/2")
            .blocks(2)
            .messagesPerSecond(50)
            .gate(new Gate("samples", "ws/1.1", 1, true, "enough"))
            .gate(new Gate("whole", null, null, false, HOSTILE))
            .failure(new Failure("ws/1.1", HOSTILE, 3, "example", null))
            .slo(new SloResult("p99<1ms", "ws/1.1", false, 2e6, "ns", "it was 2 ms: missed"))
            .slo(new SloResult("lost=0", "sse/2", true, 0.0, "", "it was 0"));

    @Test
    void everyIntervalIsARowWithUnitsInTheHead() throws IOException {
        List<String> lines = written("intervals.csv").lines().toList();

        assertThat(lines.get(0))
                .isEqualTo(
                        "cell,metric,start_epoch_ms,end_epoch_ms,messages,messages_per_second,p50_ns,p90_ns,p99_ns,max_ns");
        // Fifty samples support no 99th percentile.
        assertThat(lines.subList(1, lines.size()))
                .hasSizeGreaterThan(4)
                .allSatisfy(line ->
                        assertThat(line).matches("(ws/1.1|sse/2),response_time,\\d+,\\d+,50,50\\.0,\\d+,,,\\d+"));
    }

    @Test
    void thePercentilesOfEachCellHaveAFileAndThoseOfAFormerRunGo() throws IOException {
        Files.writeString(directory.resolve("latency-old.hgrm"), "");

        assertThat(written("latency-ws-1.1.hgrm")).contains("Percentile").contains("#[Mean");
        assertThat(directory.resolve("latency-sse-2.hgrm")).exists();
        assertThat(directory.resolve("latency-old.hgrm")).doesNotExist();
    }

    @Test
    void theMetricsAreOpenMetricsInBaseUnits() throws IOException {
        String text = written("metrics.txt");

        assertThat(text).endsWith("# EOF\n");
        assertThat(text)
                .contains("# TYPE pushbench_response_time_seconds summary")
                .contains("# UNIT pushbench_response_time_seconds seconds")
                .contains("# HELP pushbench_response_time_seconds ")
                .containsPattern("pushbench_response_time_seconds\\{cell=\"ws/1.1\",quantile=\"0.5\"} \\S*\\d")
                .contains("pushbench_messages_received_total{cell=\"sse/2\"}")
                .contains("pushbench_slo_met{cell=\"ws/1.1\",slo=\"p99<1ms\"} 0");
        assertThat(text.lines())
                .allMatch(
                        line -> line.matches("# (TYPE|UNIT|HELP) \\w+ .+|# EOF|\\w+\\{.*} [0-9.eE+-]+"), "OpenMetrics");
    }

    @Test
    void theJUnitFileIsWellFormedWhateverTheTextsHold() throws Exception {
        byte[] xml = JUnitXml.encode(
                sample.config("evil", HOSTILE).command(HOSTILE).build().run());
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));

        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("é𝄞");
        Element root = document.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(root.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(2);
        Element first = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(first.getAttribute("name")).isEqualTo("ws/1.1");
        assertThat(first.getAttribute("tests")).isEqualTo("2");
        assertThat(first.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) first.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("it was 2 ms: missed");
    }

    @Test
    void theVerdictsOfClaimsAreCasesOfTheirOwn() throws Exception {
        Gate failed = new Gate("samples", "ws/1.1", 1, false, "too few");
        byte[] xml = JUnitXml.encode(sample.build()
                .run()
                .withClaims(List.of(
                        claim("framing", "contradicted", List.of()),
                        claim("cpu", "inconclusive", List.of()),
                        claim("memory", "not measurable here", List.of()),
                        claim("faster", null, List.of(failed)))));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));

        Element suite = (Element) document.getElementsByTagName("testsuite").item(3);
        assertThat(suite.getAttribute("name")).isEqualTo("claims");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("contradicted");
        assertThat(((Element) suite.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("inconclusive");
        assertThat(((Element) suite.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("no verdict: samples failed");
    }

    private static ClaimResult claim(String id, String verdict, List<Gate> failed) {
        return new ClaimResult(
                id,
                "It is so",
                verdict,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                6,
                null,
                null,
                null,
                List.of(),
                failed,
                List.of(),
                null,
                "");
    }

    @Test
    void theSchemaStandsBesideTheResult() throws IOException {
        assertThat(written("result.schema.json")).contains("urn:pushbench:result:1");
    }

    @Test
    void resultsAreAsTheSchemaSays() throws IOException {
        assertThat(violations(written("result.json"))).isEmpty();
        sample.withoutTimes().interrupted();
        assertThat(violations(written("result.json"))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoResult() throws IOException {
        String json = written("result.json");

        assertThat(violations(json.replace("\"colour\"", "\"x\"").replaceFirst("\\{", "{\"more\": 1,")))
                .isEmpty();
        assertThat(violations(json.replace("\"maxNs\"", "\"max\""))).isNotEmpty();
        assertThat(violations(json.replace("\"received\" : ", "\"received\" : -")))
                .isNotEmpty();
        assertThat(violations(json.replace("\"met\" : true", "\"met\" : \"yes\"")))
                .isNotEmpty();
    }

    private static List<?> violations(String json) throws IOException {
        try (InputStream schema = ResultDirectory.class.getResourceAsStream(ResultDirectory.SCHEMA_RESOURCE)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(json, InputFormat.JSON);
        }
    }

    private String written(String file) throws IOException {
        SampleRun.Sample built = sample.build();
        ResultDirectory.write(directory, built.run(), built.histograms());
        return Files.readString(directory.resolve(file));
    }
}
