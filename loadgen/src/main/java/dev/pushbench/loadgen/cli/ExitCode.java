package dev.pushbench.loadgen.cli;

/** What the process says to whoever started it. */
public final class ExitCode {

    public static final int OK = 0;
    /** Something went wrong that is none of the below. */
    public static final int FAILURE = 1;
    /** An option or a parameter is wrong. */
    public static final int USAGE = 2;
    /** The measurement is valid, and what it found is not good enough. */
    public static final int SLO_MISSED = 3;
    /** A gate failed: the figures are there, but no verdict. */
    public static final int MEASUREMENT_INVALID = 4;
    /** Not one subscription opened, or the target is of the wrong kind. */
    public static final int TARGET_UNREACHABLE = 5;
    /** 128 + SIGINT: what had been measured was saved. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
