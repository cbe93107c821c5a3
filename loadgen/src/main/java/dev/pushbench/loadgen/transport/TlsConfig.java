package dev.pushbench.loadgen.transport;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How to talk TLS.
 *
 * @param insecure accept any certificate for any name
 * @param trustedCertificates authorities to trust in place of the JVM's; empty: the JVM's
 */
public record TlsConfig(boolean insecure, List<X509Certificate> trustedCertificates) {

    public TlsConfig {
        trustedCertificates = List.copyOf(trustedCertificates);
    }
}
