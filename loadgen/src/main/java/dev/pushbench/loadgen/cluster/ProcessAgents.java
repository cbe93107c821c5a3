package dev.pushbench.loadgen.cluster;

import dev.pushbench.loadgen.Agent;
import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.Part;
import dev.pushbench.loadgen.Sample;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Agents in JVMs of their own on this machine.
 *
 * @param program whose {@code main} understands {@code agent}
 */
public record ProcessAgents(Class<?> program) implements Agents {

    @Override
    public Agent start(Part part, Consumer<Sample> samples) throws IOException {
        return new ProcessAgent(program, part, samples);
    }
}
