package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.transport.Transports;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where the agents of a run work. */
@FunctionalInterface
public interface Agents {

    /**
     * Starts one; it opens nothing yet.
     *
     * @param samples hears how it goes on, on a thread of the agent's
     * @throws IOException if it cannot be started
     */
    Agent start(Part part, Consumer<Sample> samples) throws IOException;

    /** In this JVM, over real sockets. */
    static Agents inThisJvm() {
        return over(Transports::open);
    }

    /**
     * In this JVM, over other transports.
     *
     * @param transports opens one
     */
    static Agents over(Function<TransportConfig, Transport> transports) {
        return (part, samples) -> new LocalAgent(part, samples, transports);
    }
}
