package dev.pushbench.loadgen.transport;

import java.time.Duration;

/**
 * How to reach the target.
 *
 * @param connectTimeout for the TCP connection
 * @param responseTimeout from the connection being up to the response head, TLS handshake included
 */
public record NetworkConfig(Duration connectTimeout, Duration responseTimeout) {

    public NetworkConfig {
        checkPositive("--connect-timeout", connectTimeout);
        checkPositive("--response-timeout", responseTimeout);
    }

    private static void checkPositive(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(option + " " + value.toMillis() + "ms: must be more than 0");
        }
    }
}
