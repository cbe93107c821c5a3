package dev.pushbench.loadgen;

import java.io.IOException;
import java.io.Serial;

/** An agent is gone, and what it recorded with it. The message is one line: which one, how it ended, what to do. */
public final class AgentLost extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public AgentLost(String message) {
        super(message);
    }
}
