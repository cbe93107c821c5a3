package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code pushbench}, with a {@code java} and a {@code mvn} that only say how they were called. */
class LauncherTest {

    private static final String JAVA = """
            case "$*" in
              *-XshowSettings*) echo "    java.specification.version = ${FAKE_JAVA:-17}" >&2 ;;
              *) for word; do printf '<%s>' "$word"; done; echo ;;
            esac
            """;
    private static final String MAVEN = """
            echo "mvn was here" >> "$FAKE_MAVEN_LOG"
            mkdir -p "$FAKE_HOME/loadgen/target/lib"
            touch "$FAKE_HOME/loadgen/target/loadgen.jar"
            echo "[ERROR] Code.java: missing ;"
            exit ${FAKE_MAVEN_EXIT:-0}
            """;

    @TempDir
    private Path directory;

    private Path home;
    private Path tools;

    @BeforeEach
    void layOutAProject() throws IOException {
        home = Files.createDirectories(directory.resolve("a project with spaces"));
        tools = Files.createDirectories(directory.resolve("tools"));
        Files.copy(Path.of("..", "pushbench"), home.resolve("pushbench"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("server-under-test", "reports", "loadgen")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/src/main/Code.java"), "");
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        tool("java", JAVA);
        tool("mvn", MAVEN);
    }

    @Test
    void buildsOnceAndThenRunsWithTheArgumentsAsTheyAre() throws Exception {
        Outcome first = launch(home.resolve("pushbench"), Map.of(), "load", "ws://h/a b", "");
        Outcome second = launch(home.resolve("pushbench"), Map.of(), "load");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err().lines()).hasSize(1).allMatch(line -> line.startsWith("pushbench: building"));
        assertThat(first.out()).endsWith("<dev.pushbench.loadgen.cli.Main><load><ws://h/a b><>\n");
        assertThat(first.out()).contains("<" + home.toRealPath() + "/loadgen/target/loadgen.jar:");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        launch(home.resolve("pushbench"), Map.of());
        Files.setLastModifiedTime(
                home.resolve("reports/src/main/Code.java"),
                FileTime.from(Instant.now().plusSeconds(60)));

        launch(home.resolve("pushbench"), Map.of());

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, Path.of("a project with spaces", "pushbench"));
        Path linkToLink = directory.resolve("tools/pb");
        Files.createSymbolicLink(linkToLink, link.toAbsolutePath());

        Outcome outcome = launch(linkToLink, Map.of(), "doctor");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("<doctor>").contains("a project with spaces/loadgen/target/loadgen.jar");
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Files.delete(tools.resolve("java"));

        assertFails("Java 17 or newer is needed", Map.of());
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        assertFails("is version 1.8", Map.of("FAKE_JAVA", "1.8"));
        assertFails("is version 11", Map.of("FAKE_JAVA", "11"));
    }

    @Test
    void usesTheJvmOfJavaHome() throws Exception {
        assertFails("/no/such/jvm/bin/java", Map.of("JAVA_HOME", "/no/such/jvm"));
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(tools.resolve("mvn"));

        assertFails("Maven 3.8.7 or newer is needed", Map.of());
    }

    @Test
    void aFailedBuildIsNotTakenForDone() throws Exception {
        assertFails("the build failed", Map.of("FAKE_MAVEN_EXIT", "1"));
        assertFails("Code.java: missing ;", Map.of("FAKE_MAVEN_EXIT", "1"));

        launch(home.resolve("pushbench"), Map.of());

        assertThat(builds()).isEqualTo(3);
    }

    private void assertFails(String message, Map<String, String> environment) throws Exception {
        Outcome outcome = launch(home.resolve("pushbench"), environment, "load");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines().filter(line -> line.contains(message))).hasSize(1);
        assertThat(outcome.out()).isEmpty();
    }

    private long builds() throws IOException {
        return Files.readAllLines(directory.resolve("maven.log")).size();
    }

    private void tool(String name, String script) throws IOException {
        script(tools.resolve(name), script);
    }

    private static void script(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome launch(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        // Only what a shell needs, and our tools: whatever else the machine has must not help.
        builder.environment().put("PATH", tools + ":" + shellTools());
        builder.environment().put("FAKE_HOME", home.toString());
        builder.environment()
                .put("FAKE_MAVEN_LOG", directory.resolve("maven.log").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        return new Outcome(process.waitFor(), out, err);
    }

    /** A directory with the standard tools that the script may use, and no Java or Maven. */
    private Path shellTools() throws IOException {
        Path shell = Files.createDirectories(directory.resolve("shell"));
        for (String tool : List.of(
                "sh",
                "cat",
                "grep",
                "dirname",
                "readlink",
                "sed",
                "find",
                "head",
                "mkdir",
                "mktemp",
                "mv",
                "rm",
                "touch",
                "flock")) {
            Path real = Stream.of("/bin/", "/usr/bin/")
                    .map(place -> Path.of(place + tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(shell.resolve(tool), "exec " + real + " \"$@\"\n");
        }
        return shell;
    }

    private record Outcome(int exitCode, String out, String err) {}
}
