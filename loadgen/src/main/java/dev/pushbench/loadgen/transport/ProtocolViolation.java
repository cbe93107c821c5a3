package dev.pushbench.loadgen.transport;

/** The peer broke a rule; the message says which, for a person. Carries no stack trace: nobody's code is wrong. */
final class ProtocolViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /** @param closeCode what a WebSocket close frame says about it (RFC 6455, section 7.4.1) */
    ProtocolViolation(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }

    /** As what the end of the subscription counts. */
    SubscriptionEnd.Cause cause() {
        return closeCode == CloseCode.TOO_BIG ? SubscriptionEnd.Cause.TOO_LARGE : SubscriptionEnd.Cause.PROTOCOL;
    }
}
