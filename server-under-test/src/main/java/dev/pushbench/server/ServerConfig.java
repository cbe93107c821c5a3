package dev.pushbench.server;

import dev.pushbench.server.publish.OverflowPolicy;

/**
 * Settings of a server under test.
 *
 * @param host address or name to bind to
 * @param port of cleartext HTTP/1.1 and h2c; 0 for a free one
 * @param tlsPort of HTTP/1.1 and h2 by ALPN; 0 for a free one, null for none
 * @param queueCapacity messages that may wait for one subscription; fewer if they have more than 16 MiB together
 * @param overflowPolicy what happens to the one too many
 * @param adminToken that requests below {@code /admin} must bring; may be null only on a loopback address
 * @param deflate accept permessage-deflate (RFC 7692) from WebSocket clients that offer it
 */
public record ServerConfig(
        String host,
        int port,
        Integer tlsPort,
        int queueCapacity,
        OverflowPolicy overflowPolicy,
        String adminToken,
        boolean deflate) {

    /** Without compression. */
    public ServerConfig(
            String host,
            int port,
            Integer tlsPort,
            int queueCapacity,
            OverflowPolicy overflowPolicy,
            String adminToken) {
        this(host, port, tlsPort, queueCapacity, overflowPolicy, adminToken, false);
    }

    /** Loopback, unless told otherwise. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** A second of messages at a thousand per second. */
    public static final int DEFAULT_QUEUE_CAPACITY = 1_000;

    private static final int MAX_PORT = 65_535;

    public ServerConfig {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host is empty: give an address or a name, such as " + DEFAULT_HOST);
        }
        checkPort("port", port);
        if (tlsPort != null) {
            checkPort("tls-port", tlsPort);
        }
        if (port != 0 && Integer.valueOf(port).equals(tlsPort)) {
            throw new IllegalArgumentException("port and tls-port are both " + port + ": they must differ");
        }
        if (queueCapacity < 1) {
            throw new IllegalArgumentException("queue is " + queueCapacity + ": it must be at least 1 message");
        }
        if (overflowPolicy == null) {
            throw new IllegalArgumentException("overflow policy is missing: it must be drop or disconnect");
        }
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    name + " is " + port + ": it must be from 0 (a free one) to " + MAX_PORT);
        }
    }

    /** Without the token: this ends up in logs. */
    @Override
    public String toString() {
        return "ServerConfig[host=" + host + ", port=" + port + ", tlsPort=" + tlsPort + ", queueCapacity="
                + queueCapacity + ", overflowPolicy=" + overflowPolicy + ", deflate=" + deflate + "]";
    }

    /** A server on free ports of the loopback address, with the default limits. */
    public static ServerConfig onFreePorts() {
        return new ServerConfig(DEFAULT_HOST, 0, 0, DEFAULT_QUEUE_CAPACITY, OverflowPolicy.DROP, null);
    }
}
