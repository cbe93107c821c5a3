package dev.pushbench.loadgen.transport;

/**
 * Why a subscription ended.
 *
 * @param cause the kind, by which ends are counted
 * @param detail one line for a person: what was tried, on what, what came back, and what to do where that is known;
 *     never a stack trace
 */
public record SubscriptionEnd(Cause cause, String detail) {

    /** The kinds of end. */
    public enum Cause {
        CLOSED_BY_US("closed by us"),
        /** The peer ended the stream in the protocol's own way. */
        CLOSED_BY_PEER("closed by peer"),
        UNRESOLVED("host not found"),
        REFUSED("connection refused"),
        CONNECT_TIMEOUT("connect timeout"),
        NO_RESPONSE("no response"),
        TLS("TLS failure"),
        HTTP2_NOT_OFFERED("HTTP/2 not offered"),
        HTTP_STATUS("unexpected status"),
        CONTENT_TYPE("wrong content type"),
        NO_UPGRADE("no WebSocket upgrade"),
        /** TCP said so. */
        RESET("connection reset"),
        /** The connection ended in order, but the response, the message or the closing handshake had not. */
        CUT_SHORT("connection ended early"),
        /** HTTP/2: RST_STREAM. */
        STREAM_RESET("stream reset"),
        /** HTTP/2: GOAWAY. */
        GOING_AWAY("server going away"),
        /** The peer broke the rules of its protocol. */
        PROTOCOL("protocol error"),
        /** This process, or this machine, may have no more open files. */
        DESCRIPTORS("out of descriptors"),
        /** This machine has no local port left for this target. */
        PORTS("out of local ports"),
        /** The peer sent more of something than this program takes. */
        TOO_LARGE("too large"),
        /** The peer does not read what is sent to it. */
        UNREAD("peer does not read"),
        /** A fault of this program. */
        INTERNAL("internal error");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        /** How reports name it. */
        public String label() {
            return label;
        }
    }
}
