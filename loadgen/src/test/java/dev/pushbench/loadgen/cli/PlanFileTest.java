package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code load -f plan.yaml}. */
class PlanFileTest {

    private static final String SCHEMA = "src/main/resources/dev/pushbench/loadgen/plan.schema.json";

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void thePlanIsRunFlagsWinAndBothAreKept() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            Path plan = plan("""
                    # What we load every night.
                    url: %s
                    connections: 7
                    duration: 30s
                    warmup: 100ms
                    rate: 20
                    header: ["X-One: 1", "X-Two: 2"]
                    no-report: true
                    """.formatted(server.http().resolve("/sse")));
            Path result = directory.resolve("result");

            int exitCode = terminal.run("load", "-d", "300ms", "-f", plan.toString(), "--out", result.toString());

            assertThat(terminal.err()).contains("connections: \"7\"").contains("duration: \"300ms\"");
            // On a busy machine a gate may fail, and that is not what this is about.
            assertThat(exitCode).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
            JsonNode written = new JsonMapper().readTree(Files.readString(result.resolve("result.json")));
            assertThat(written.at("/config/connections").asInt()).isEqualTo(7);
            assertThat(written.at("/config/duration").asString()).isEqualTo("300ms");
            assertThat(written.at("/config/rate").asInt()).isEqualTo(20);
            assertThat(written.at("/command").asString()).contains("--connections=7");

            // What was kept can be run as it is.
            assertThat(terminal.run("load", "-f", result.resolve("plan.yaml").toString(), "--out", result.toString()))
                    .isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
            assertThat(new JsonMapper()
                            .readTree(Files.readString(result.resolve("result.json")))
                            .get("config"))
                    .isEqualTo(written.get("config"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conections: 5 | 'conections' is no option of load",
                "help: true | 'help' is no option of load",
                "file: other.yaml | 'file' is no option of load",
                "connections: [5, 6] | 'connections' takes one value",
                "connections: {a: 5} | 'connections' must have a value",
                "connections: | 'connections' must have a value",
                "connections: ten | 'ten' is not a count",
                "connections: 0 | --connections is 0",
                "just text | must hold options",
                "\"a: 1\\na: 2\" | line 2",
                "url: ftp://h/ | ftp://h/",
                "rate: 5 | URL is missing",
                "\"streams-per-client: 2\\nstreams-per-connection: 2\" | 'streams-per-client' is there twice",
            })
    void aWrongPlanIsNamedInOneLineAndExitsWith2(String yaml, String named) throws Exception {
        Path plan = plan(yaml.replace("\"", "").replace("\\n", "\n"));

        assertThat(terminal.run(
                        named.contains("URL") ? new String[] {"load", "-f", plan.toString()} : withUrl(yaml, plan)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(terminal.err()).contains(named);
    }

    @Test
    void aValueThatIsWrongSaysWhichPlanItIsFrom() throws Exception {
        Path plan = plan("connections: ten");

        terminal.run("load", "ws://h/", "-f", plan.toString());

        assertThat(terminal.err()).contains("--connections").contains("(" + plan + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-per-client", "streams-per-connection"})
    void anOptionOfTwoNamesIsUnderstoodByBothAndKeptByItsFirst(String name) throws Exception {
        ParseResult given = Main.commandLine().parseArgs("load", "ws://h/", "--" + name, "7");
        assertThat(PlanFile.of(given.subcommand(), null))
                .contains("streams-per-client: \"7\"")
                .doesNotContain("connection");

        Path plan = plan(name + ": many");
        assertThat(terminal.run("load", "ws://h/", "-f", plan.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("'many'").contains("(" + plan + ")");

        // What the command line says wins, by whichever name.
        assertThat(terminal.run("load", "ws://h/", "-f", plan.toString(), "--streams-per-client", "0"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--streams-per-client 0");
    }

    @Test
    void theSeedThatWasDrawnForTheLivesIsKept() throws Exception {
        Path result = directory.resolve("result");
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            assertThat(terminal.run(
                            "load",
                            server.http().resolve("/sse").toString(),
                            "-c",
                            "2",
                            "-d",
                            "300ms",
                            "--warmup",
                            "0s",
                            "--session",
                            "100ms",
                            "--out",
                            result.toString()))
                    .as(terminal.err())
                    .isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        }
        JsonNode written = new JsonMapper().readTree(Files.readString(result.resolve("result.json")));
        long seed = written.at("/config/seed").asLong();
        assertThat(seed).isPositive();
        assertThat(written.get("command").asString()).endsWith(" --seed=" + seed);
        assertThat(Files.readString(result.resolve("plan.yaml"))).contains("\nseed: \"" + seed + "\"\n");
    }

    @Test
    void secretsAreNotKept() {
        ParseResult given = Main.commandLine()
                .parseArgs("load", "https://me:pw1@h/", "--bearer", "pw2", "-H", "X-Key: pw3", "-H", "Accept: a");

        assertThat(PlanFile.of(given.subcommand(), null))
                .doesNotContain("pw1", "pw2", "pw3")
                .contains("***", "Accept: a", "X-Key");
        assertThat(PlanFile.without(
                        given.subcommand(), option -> PlanFile.nameOf(option).equals("--header")))
                .contains("pw1", "pw2")
                .doesNotContain("pw3");
    }

    @Test
    void aPlanThatIsNotThereIsNamed() {
        assertThat(terminal.run("load", "ws://h/", "-f", "/no/such/plan.yaml")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--file /no/such/plan.yaml cannot be read");
    }

    /** Rewrites the schema with {@code -DargLine=-Dpushbench.golden=write}. */
    @Test
    void theSchemaHasEveryOptionOfLoad() throws IOException {
        JsonMapper mapper = new JsonMapper();
        String wanted = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema(mapper)) + "\n";
        if ("write".equals(System.getProperty("pushbench.golden"))) {
            Files.writeString(Path.of(SCHEMA), wanted);
        }
        try (InputStream shipped = Main.class.getResourceAsStream("/dev/pushbench/loadgen/plan.schema.json")) {
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(wanted);
        }
    }

    private static ObjectNode schema(JsonMapper mapper) {
        ObjectNode root = mapper.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A plan of pushbench load");
        root.put("description", "Options by their long names; see pushbench load --help.");
        root.put("type", "object");
        root.put("additionalProperties", false);
        ObjectNode properties = root.putObject("properties");
        several(properties.putObject("url"), "what to load");
        for (OptionSpec option :
                Main.commandLine().getSubcommands().get("load").getCommandSpec().options()) {
            for (String name : option.names()) {
                if (PlanFile.isForPlans(option) && name.startsWith("--")) {
                    describe(properties.putObject(name.substring("--".length())), option);
                }
            }
        }
        return root;
    }

    private static void describe(ObjectNode property, OptionSpec option) {
        String description = String.join(" ", option.description());
        if (option.isMultiValue()) {
            several(property, description);
        } else {
            value(property, option.typeInfo().isBoolean()).put("description", description);
        }
    }

    private static void several(ObjectNode property, String description) {
        property.put("description", description);
        ArrayNode either = property.putArray("anyOf");
        value(either.addObject(), false);
        value(either.addObject().put("type", "array").putObject("items"), false);
    }

    private static ObjectNode value(ObjectNode node, boolean flag) {
        if (flag) {
            return node.put("type", "boolean");
        }
        node.putArray("type").add("string").add("number");
        return node;
    }

    private static String[] withUrl(String yaml, Path plan) {
        List<String> arguments = new ArrayList<>(List.of("load", "-f", plan.toString()));
        if (!yaml.startsWith("url")) {
            arguments.add("ws://h/");
        }
        return arguments.toArray(String[]::new);
    }

    private Path plan(String yaml) throws IOException {
        return Files.writeString(directory.resolve("plan.yaml"), yaml);
    }
}
