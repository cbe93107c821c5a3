package dev.pushbench.loadgen;

import java.io.Serial;

/**
 * The target cannot be measured at all: not one subscription opened, or it does not do what was asked of it. The message
 * is one line: what was tried, what came back, what to do.
 */
public final class UnusableTarget extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public UnusableTarget(String message) {
        super(message);
    }
}
