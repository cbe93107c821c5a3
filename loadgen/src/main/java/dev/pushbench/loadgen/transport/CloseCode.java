package dev.pushbench.loadgen.transport;

/** WebSocket close codes (RFC 6455, section 7.4). */
final class CloseCode {

    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    /** Never on the wire: the close frame had no code. */
    static final int NONE = 1005;

    static final int NOT_UTF_8 = 1007;
    static final int TOO_BIG = 1009;
    static final int INTERNAL_ERROR = 1011;

    private CloseCode() {}

    /** Whether a peer may put it into a close frame: defined and not reserved for local use, or registered, or private. */
    static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    /** For a person: {@code 1001 (going away)}. */
    static String describe(int code) {
        return switch (code) {
            case NORMAL -> "1000 (normal)";
            case GOING_AWAY -> "1001 (going away)";
            case PROTOCOL_ERROR -> "1002 (protocol error)";
            case 1003 -> "1003 (unsupported data)";
            case NONE -> "no code";
            case NOT_UTF_8 -> "1007 (not UTF-8)";
            case 1008 -> "1008 (policy violation)";
            case TOO_BIG -> "1009 (message too big)";
            case INTERNAL_ERROR -> "1011 (internal error)";
            case 1012 -> "1012 (service restart)";
            case 1013 -> "1013 (try again later)";
            default -> Integer.toString(code);
        };
    }
}
