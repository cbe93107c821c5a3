package dev.pushbench.loadgen.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** The nonce of one WebSocket handshake (RFC 6455, section 4.1). */
final class WebSocketKey {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String value;

    WebSocketKey(String value) {
        this.value = value;
    }

    /** A random one. It keeps caches from answering, it is no secret: no need for a secure source. */
    static WebSocketKey random() {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return new WebSocketKey(Base64.getEncoder().encodeToString(nonce));
    }

    String value() {
        return value;
    }

    boolean isAnsweredBy(String accept) {
        return accept != null && accept.trim().equals(expectedAccept());
    }

    private String expectedAccept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((value + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }
}
