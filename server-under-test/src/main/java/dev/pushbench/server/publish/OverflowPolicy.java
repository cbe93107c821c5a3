package dev.pushbench.server.publish;

/** What happens to a subscription whose reader does not keep up and whose queue is full. */
public enum OverflowPolicy {
    /** The newest message is dropped and counted; the reader sees a gap in the sequence. */
    DROP,
    /** The connection is aborted and counted. */
    DISCONNECT
}
