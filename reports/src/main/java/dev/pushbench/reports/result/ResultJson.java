package dev.pushbench.reports.result;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@link RunResult} to JSON and back. */
final class ResultJson {

    /**
     * Declaration order, because people read and compare these files; unknown properties pass, because another program
     * may add its own; a number that is missing is an error, because as 0 it would pass for a measurement.
     */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new PrimitivesRequired())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ResultJson() {}

    static byte[] encode(RunResult run) {
        return (MAPPER.writeValueAsString(run) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static RunResult decode(byte[] json, Path file) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            checkVersion(tree.path("schemaVersion"), file);
            moveSearch(tree);
            return MAPPER.treeToValue(tree, RunResult.class);
        } catch (JacksonException e) {
            throw new ResultException(
                    file.toAbsolutePath() + " is not a whole result (" + e.getOriginalMessage()
                            + "); measure again, or restore the file",
                    e);
        }
    }

    /** A file of before comparisons had searches has its one beside its one cell. */
    private static void moveSearch(JsonNode tree) {
        if (tree.get("search") instanceof ObjectNode search) {
            giveToFirstCell(tree, search);
            tree.path("blocks").forEach(block -> giveToFirstCell(block, search));
        }
    }

    private static void giveToFirstCell(JsonNode parent, ObjectNode search) {
        if (parent.path("cells").path(0) instanceof ObjectNode cell) {
            cell.set("search", search);
        }
    }

    private static void checkVersion(JsonNode version, Path file) {
        if (!version.isInt() || version.intValue() < 1) {
            throw new ResultException(file.toAbsolutePath() + " has no schemaVersion, so it is no result of pushbench;"
                    + " name the directory that `pushbench compare` or `pushbench load` wrote");
        }
        if (version.intValue() > RunResult.SCHEMA_VERSION) {
            throw new ResultException(file.toAbsolutePath() + " has schemaVersion " + version.intValue()
                    + ", this program reads up to " + RunResult.SCHEMA_VERSION
                    + "; read it with the pushbench that wrote it, or a newer one");
        }
    }
}
