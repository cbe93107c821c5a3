package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Conditions;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pushbench diff} on real result directories. */
class DiffCommandTest {

    private static final String OTHER_CELL = "sse/1.1";

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void aRegressionIsNamedAndFailsTheBuildIfAsked() throws Exception {
        String before = written("before", run("compare", 6, 400_000));
        String after = written("after", run("compare", 6, 520_000));

        assertThat(terminal.run("diff", before, after)).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().lines())
                .anyMatch(line -> line.matches("ws/1.1 +response time p50 .*1\\.3\\d\\d .*WORSE"))
                .anyMatch(line -> line.matches("sse/1.1 +response time p50 .*not changed"))
                .last()
                .asString()
                .matches("Of \\d+ figures: 1 worse, \\d+ not changed. Margin: 10 %.");
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.run("diff", "--help")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("(default: 10%)");

        Path junit = directory.resolve("made/junit.xml");
        assertThat(terminal.run(
                        "diff", before, after, "--fail-on-regression", "--junit=" + junit, "--out=" + directory))
                .isEqualTo(ExitCode.SLO_MISSED);
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(((Element) xml.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .startsWith("worse: after ÷ before 1.3");
        assertThat(((Element) xml.getElementsByTagName("testsuite").item(0)).getAttribute("name"))
                .isEqualTo("ws/1.1");
        assertThat(Files.readString(directory.resolve("diff.html"))).contains("Before and after");
        assertThat(terminal.out()).contains("report: " + directory.resolve("diff.html"));

        assertThat(terminal.run("diff", after, before, "--fail-on-regression")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("BETTER").doesNotContain("WORSE");
        assertThat(terminal.run("diff", before, after, "--fail-on-regression", "--margin=40%"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aResultAgainstItselfHasNotChanged() {
        String one = written("one", run("compare", 6, 400_000));

        assertThat(terminal.run("diff", one, one, "--fail-on-regression")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .containsPattern("Of (\\d+) figures: \\1 not changed\\.")
                .doesNotContain("Warning", "Note");
    }

    @Test
    void theJsonIsAsItsSchemaSays() throws Exception {
        String before = written("before", run("compare", 6, 400_000));
        String after = written("after", run("compare", 2, 520_000));

        assertThat(terminal.run("diff", before, after, "--json", "--out=" + directory))
                .isEqualTo(ExitCode.OK);
        String printed = terminal.out();
        assertThat(Files.readString(directory.resolve("diff.json"))).isEqualTo(printed);
        try (InputStream schema = Files.newInputStream(directory.resolve("diff.schema.json"))) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema)
                            .validate(printed, InputFormat.JSON))
                    .isEmpty();
        }
        JsonNode diff = JsonMapper.builder().build().readTree(printed);
        assertThat(diff.get("kind").asString()).isEqualTo("diff");
        assertThat(diff.get("rows").get(0).get("change").asString()).isEqualTo("too few blocks");
        assertThat(diff.get("rows").get(0).get("blocksAfter").asInt()).isEqualTo(2);
    }

    @Test
    void aFailedGateExitsWith4AndIsNamed() throws Exception {
        String before = written("before", run("compare", 6, 400_000));
        String after = written(
                "after", run("compare", 6, 800_000, new Gate("messages-lost", "ws/1.1", 3, false, "7 are missing")));

        assertThat(terminal.run("diff", before, after, "--fail-on-regression")).isEqualTo(ExitCode.MEASUREMENT_INVALID);
        assertThat(terminal.err().lines())
                .containsExactly(
                        "invalid: " + after + ": gate messages-lost failed on ws/1.1, block 3: 7 are missing.");
        assertThat(terminal.out()).contains("no statement").doesNotContain("WORSE");
    }

    @Test
    void oneLoadEachIsTooLittleAndSeveralTellARegression() {
        List<String> before = loads("before", 400_000);
        List<String> after = loads("after", 600_000);

        Path junit = directory.resolve("junit.xml");
        assertThat(terminal.run("diff", before.get(0), after.get(0), "--junit=" + junit))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("too few blocks, about 3 more blocks each")
                .contains("Too few blocks to call any figure worse or better, whatever it shows: 1 before and 1 after");
        assertThat(junit).content().contains("<skipped message=\"Too few blocks to call any figure worse");
        assertUsage(
                "--fail-on-regression could not fail. Too few blocks to call any figure worse or better",
                before.get(0),
                after.get(0),
                "--fail-on-regression");

        List<String> command = new ArrayList<>(List.of("diff", "--fail-on-regression", "--before"));
        command.addAll(before);
        command.add("--after");
        command.addAll(after);
        assertThat(terminal.run(command)).as(terminal.err()).isEqualTo(ExitCode.SLO_MISSED);
        assertThat(terminal.out()).contains("5, 5", "WORSE");
    }

    @Test
    void armsOfClaimsThatDifferAreNotCompared() {
        String before = written("before", claims(40, 400_000));
        String after = written("after", claims(80, 800_000));

        assertThat(terminal.run("diff", before, after)).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().lines())
                .contains("Not compared: ws/1.1, sse/1.1: before --rate=20.0, after --rate=40.0.")
                .noneMatch(line -> line.startsWith("Warning") || line.contains("WORSE"))
                .last()
                .isEqualTo("No figure was compared. Margin: 10 %.");
        assertUsage("No figure can be called worse or better", before, after, "--fail-on-regression");

        String again = written("again", claims(40, 400_000));
        assertThat(terminal.run("diff", before, again, "--fail-on-regression")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("Of 6 figures: 6 not changed.");
    }

    @Test
    void whatCannotBeHeldAgainstEachOtherIsOneLineAndExitsWith2() {
        String compare = written("compare", run("compare", 1, 1));
        String load = written("load", run("load", 1, 1));

        assertUsage("different kinds", compare, load);
        assertUsage("is not a directory", compare, directory.resolve("nix").toString());
        assertUsage("has no result.json", compare, directory.toString());
        assertUsage("named twice", "--before", compare, compare, "--after", compare);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a --after b", "--before a", "a b --before c --after d", "a b --margin 0%"})
    void whatIsMissingOrTooMuchIsOneLine(String arguments) {
        assertUsage("", arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }

    private void assertUsage(String said, String... arguments) {
        List<String> command = new ArrayList<>(List.of("diff"));
        command.addAll(List.of(arguments));

        assertThat(terminal.run(command)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains(said).contains("--help").hasLineCount(1);
        assertThat(terminal.out()).isEmpty();
    }

    private List<String> loads(String name, long p50Ns) {
        return IntStream.range(0, 5)
                .mapToObj(i -> written(name + i, run("load", 1, p50Ns + i * 1_000L)))
                .toList();
    }

    private String written(String name, RunResult run) {
        Path where = directory.resolve(name);
        ResultDirectory.write(where, run, List.of());
        return where.toString();
    }

    /** Two cells, or one of a load; p50 is that of the first. */
    private static RunResult run(String kind, int blocks, long p50Ns, Gate... gates) {
        List<String> names = kind.equals("load") ? List.of("ws/1.1") : List.of("ws/1.1", OTHER_CELL);
        return run(kind, names, Map.of("rate", 20), blocks, p50Ns, gates);
    }

    /** Two arms whose rate follows from the knee, and one that nobody sends anything to. */
    private static RunResult claims(double knee, long p50Ns) {
        ClaimPlan plan = new ClaimPlan(
                ClaimCatalogue.of(List.of("faster", "memory")), new Conditions(500, knee / 2, 28_000, false), knee);
        return run("claims", List.of("ws/1.1", OTHER_CELL, "sse/1.1+idle-4000"), plan.settings(), 6, p50Ns);
    }

    private static RunResult run(
            String kind, List<String> names, Map<String, Object> config, int blocks, long p50Ns, Gate... gates) {
        List<BlockResult> results = IntStream.rangeClosed(1, blocks)
                .mapToObj(block -> new BlockResult(
                        block,
                        names.stream().map(name -> cell(name, block, p50Ns)).toList()))
                .toList();
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                kind,
                gates.length == 0,
                false,
                "2027-01-15T08:00:00Z",
                "./pushbench " + kind,
                42,
                new Environment("0.1.0", Map.of(), "OpenJDK 17", "", "Linux", null, 2, true, null, null, null),
                config,
                List.of(gates),
                List.of(),
                results.get(0).cells(),
                results,
                List.of(),
                List.of());
    }

    private static CellResult cell(String name, int block, long p50Ns) {
        double noise = 1 + 0.005 * block;
        long ns = (long) ((name.equals(OTHER_CELL) ? 400_000 : p50Ns) * noise);
        return new CellResult(
                name,
                1_000,
                1_000,
                1_000_000_000,
                new CellResult.Messages(20_000L, 20_000, 0L, 0L, 0L, 0),
                new LatencySummary(20_000, ns, null, null, null, 90_000_000L),
                null,
                null,
                null,
                null,
                null,
                null,
                2_500 * noise,
                new CellResult.Cpu(6_000 * noise, 8_000 * noise),
                new CellResult.Memory(4_000 * noise, 9_000 * noise, 2_000.0, 3_000.0),
                30.0,
                104.0,
                Map.of(),
                null);
    }
}
