package dev.pushbench.reports.bytes;

/** What a message consists of. */
public enum Content {
    /** UTF-8 of one line. */
    TEXT,
    /** Any bytes: a frame as they are, in an event stream as base64. */
    BINARY
}
