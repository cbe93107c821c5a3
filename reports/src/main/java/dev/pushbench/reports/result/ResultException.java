package dev.pushbench.reports.result;

import java.io.Serial;

/** A result that cannot be read or written. The message says which file, what is wrong with it, and what to do. */
public final class ResultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public ResultException(String message, Throwable cause) {
        super(message, cause);
    }

    public ResultException(String message) {
        super(message);
    }
}
