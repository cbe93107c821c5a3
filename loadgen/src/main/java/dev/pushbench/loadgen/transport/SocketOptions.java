package dev.pushbench.loadgen.transport;

/**
 * How the connections of a transport turned out to be set, read back from each socket once it was up.
 *
 * @param checked connections that were looked at
 * @param withoutNoDelay those of them on which TCP_NODELAY was off
 */
public record SocketOptions(long checked, long withoutNoDelay) {

    /** Of a transport that has no sockets. */
    public static final SocketOptions NO_SOCKETS = new SocketOptions(0, 0);

    /** Those of two transports. */
    public SocketOptions plus(SocketOptions other) {
        return new SocketOptions(checked + other.checked, withoutNoDelay + other.withoutNoDelay);
    }
}
