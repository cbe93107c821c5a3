package dev.pushbench.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import okhttp3.tls.HeldCertificate;

/** The certificate that a server makes for itself at start: for {@code localhost}, 127.0.0.1, ::1 and its own host. */
final class SelfSignedCertificate {

    private static final char[] PASSWORD = "in-memory-only".toCharArray();

    private final HeldCertificate held;

    SelfSignedCertificate(String host) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder()
                .commonName("pushbench")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("::1");
        if (!host.equals("localhost") && !host.equals("127.0.0.1") && !host.equals("::1")) {
            builder.addSubjectAlternativeName(host);
        }
        held = builder.build();
    }

    X509Certificate certificate() {
        return held.certificate();
    }

    char[] password() {
        return PASSWORD.clone();
    }

    KeyStore keyStore() {
        try {
            // It never leaves memory: PKCS12, the default, would derive a key in ten thousand rounds for nothing.
            KeyStore keyStore = KeyStore.getInstance("JKS");
            keyStore.load(null, null);
            keyStore.setKeyEntry(
                    "pushbench", held.keyPair().getPrivate(), PASSWORD, new Certificate[] {held.certificate()});
            return keyStore;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot keep a certificate in memory", e);
        }
    }
}
