package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pushbench.reports.result.ResultDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a result that is as its schema says. */
final class ValidResult {

    private ValidResult() {}

    static ResultDirectory.Contents read(Path directory) {
        try (InputStream schema = ResultDirectory.class.getResourceAsStream(ResultDirectory.SCHEMA_RESOURCE)) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema)
                            .validate(
                                    Files.readString(directory.resolve(ResultDirectory.RESULT_FILE)), InputFormat.JSON))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResultDirectory.read(directory);
    }
}
