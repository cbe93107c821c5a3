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
        UNRESOLVED("host not found", "check the name"),
        REFUSED("connection refused", "is the server running, and on that port?"),
        CONNECT_TIMEOUT("connect timeout", "check host, port and firewall, or connect at a lower rate"),
        NO_RESPONSE(
                "no response",
                "the server accepts more connections than it answers: connect at a lower rate (--connect-rate)"),
        TLS("TLS failure", "check the certificate and the port, or accept any certificate with --insecure"),
        HTTP2_NOT_OFFERED("HTTP/2 not offered", "use --http 1.1, or enable HTTP/2 on the server"),
        HTTP_STATUS("unexpected status", "check the path, and what the server wants in its headers (-H)"),
        /** 204: the server wants nobody to come back (WHATWG HTML, section 9.2.2). */
        NO_CONTENT("no content", "the server wants no event stream here, and nobody to come back"),
        CONTENT_TYPE("wrong content type", "name the URL of an event stream (text/event-stream)"),
        NO_UPGRADE("no WebSocket upgrade", "name the URL of a WebSocket endpoint"),
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
        DESCRIPTORS("out of descriptors", "raise `ulimit -n`, or use more processes (--processes)"),
        /** This machine has no local port left for this target. */
        PORTS("out of local ports", "use several target ports or addresses, or widen net.ipv4.ip_local_port_range"),
        /** The peer sent more of something than this program takes. */
        TOO_LARGE("too large"),
        /** The peer does not read what is sent to it. */
        UNREAD("peer does not read"),
        /** A fault of this program. */
        INTERNAL("internal error");

        private final String label;
        private final String remedy;

        Cause(String label) {
            this(label, null);
        }

        Cause(String label, String remedy) {
            this.label = label;
            this.remedy = remedy;
        }

        /** How reports name it. */
        public String label() {
            return label;
        }

        /** What to do about a cause of that label; null where the cause alone does not tell. */
        public static String remedy(String label) {
            for (Cause cause : values()) {
                if (cause.label.equals(label)) {
                    return cause.remedy;
                }
            }
            return null;
        }
    }
}
