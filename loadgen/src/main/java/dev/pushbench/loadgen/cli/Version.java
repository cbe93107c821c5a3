package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.result.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Environment environment = Machine.describe(false);
        return new String[] {
            "pushbench " + environment.pushbench(),
            environment.jvm(),
            "Jetty " + environment.libraries().get("jetty")
        };
    }
}
