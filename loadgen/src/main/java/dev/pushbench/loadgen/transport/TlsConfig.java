package dev.pushbench.loadgen.transport;

import java.net.IDN;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;

/**
 * How to talk TLS.
 *
 * @param insecure accept any certificate for any name
 * @param trustedCertificates authorities to trust in place of the JVM's; empty: the JVM's
 * @param certificateChain that the client shows to a server that asks, its own first; empty: none
 * @param privateKey of the first of them; null if there is none
 * @param serverName sent as server name indication (RFC 6066, section 3) in place of the URL's host; null: the URL's
 *     host. The peer's certificate may be for either of the two
 */
public record TlsConfig(
        boolean insecure,
        List<X509Certificate> trustedCertificates,
        List<X509Certificate> certificateChain,
        PrivateKey privateKey,
        String serverName) {

    public TlsConfig {
        trustedCertificates = List.copyOf(trustedCertificates);
        certificateChain = List.copyOf(certificateChain);
        if (certificateChain.isEmpty() != (privateKey == null)) {
            throw new IllegalArgumentException("--cert and --key: belong together");
        }
        if (serverName != null) {
            checkServerName(serverName);
        }
    }

    /** Without the key: this ends up in logs. */
    @Override
    public String toString() {
        return "TlsConfig[insecure=" + insecure + ", trustedCertificates=" + trustedCertificates.size()
                + ", certificateChain=" + certificateChain.size() + ", serverName=" + serverName + "]";
    }

    private static void checkServerName(String name) {
        try {
            new SNIHostName(IDN.toASCII(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--sni " + name + ": is no host name (" + e.getMessage() + ")", e);
        }
        if (name.indexOf(':') >= 0 || name.matches("[0-9.]+")) {
            throw new IllegalArgumentException("--sni " + name + ": must be a name, TLS has no place for an address");
        }
    }
}
