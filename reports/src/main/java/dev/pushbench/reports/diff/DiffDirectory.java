package dev.pushbench.reports.diff;

import dev.pushbench.reports.result.ResultException;
import dev.pushbench.reports.result.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The directory that keeps a {@link Diff}: {@value #DIFF_FILE} and its schema. */
public final class DiffDirectory {

    /** The diff: JSON, UTF-8, properties in the order in which the records declare them. */
    public static final String DIFF_FILE = "diff.json";

    /** The report, which {@code ReportRenderer} writes. */
    public static final String REPORT_FILE = "diff.html";

    /** The JSON Schema (2020-12) of {@link #DIFF_FILE}: a resource beside this class, and a file beside the diff. */
    public static final String SCHEMA_FILE = "diff.schema.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DiffDirectory() {}

    /** As the file has it. */
    public static String json(Diff diff) {
        return MAPPER.writeValueAsString(diff);
    }

    /**
     * Writes all files but the report; makes the directory where it is missing and replaces older files.
     *
     * @throws ResultException if a file cannot be written
     */
    public static void write(Path directory, Diff diff) {
        try (InputStream schema =
                Objects.requireNonNull(DiffDirectory.class.getResourceAsStream(SCHEMA_FILE), SCHEMA_FILE)) {
            Files.createDirectories(directory);
            WholeFile.write(directory.resolve(SCHEMA_FILE), schema.readAllBytes());
            WholeFile.write(directory.resolve(DIFF_FILE), (json(diff) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ResultException(
                    "cannot write the diff to " + directory.toAbsolutePath() + ": " + e
                            + "; choose another directory with --out",
                    e);
        }
    }
}
