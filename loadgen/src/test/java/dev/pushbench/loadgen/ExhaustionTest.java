package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A real lack of descriptors or ports invalidates a run, and the gate that says so is the right one. */
@EnabledOnOs(OS.LINUX)
class ExhaustionTest {

    private static final String OWN_NETWORK = "unshare --user --map-root-user --net";
    private static final String TWENTY_PORTS =
            "ip link set lo up && echo 40000 40019 > /proc/sys/net/ipv4/ip_local_port_range";

    @Test
    void tooFewDescriptors() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            List<String> said = lines(shell("ulimit -n 300; exec "
                    + java("300", server.ws().resolve("/ws").toString())));

            assertThat(said).contains("descriptors failed", "ports passed", "subscriptions failed");
            assertThat(said).anyMatch(line -> line.matches("error out of descriptors [1-9]\\d*"));
        }
    }

    @Test
    void enoughDescriptors() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            List<String> said = lines(shell("ulimit -n 300; exec "
                    + java("100", server.ws().resolve("/ws").toString())));

            assertThat(said).contains("descriptors passed", "ports passed", "subscriptions passed");
            assertThat(said).noneMatch(line -> line.startsWith("error"));
        }
    }

    /** In a network of its own, where the range of ports can be made small without harm to anyone. */
    @Test
    void tooFewPorts() throws Exception {
        assumeTrue(
                shell(OWN_NETWORK + " sh -c '" + TWENTY_PORTS + "'").waitFor() == 0,
                "this system does not let tests have a network of their own");

        List<String> said = lines(shell(OWN_NETWORK + " sh -c '" + TWENTY_PORTS + " && exec " + java("40") + "'"));

        assertThat(said).contains("ports failed", "descriptors passed", "subscriptions failed");
        assertThat(said).anyMatch(line -> line.matches("error out of local ports [1-9]\\d*"));
    }

    private static Process shell(String script) throws IOException {
        // What goes wrong is said among the rest, so that a test that fails shows it.
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        shell.environment().put("CLASS_PATH", System.getProperty("java.class.path"));
        return shell.start();
    }

    private static String java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "\"$CLASS_PATH\"",
                ExhaustionProbe.class.getName()));
        command.addAll(List.of(arguments));
        return String.join(" ", command);
    }

    private static List<String> lines(Process process) throws Exception {
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }
}
