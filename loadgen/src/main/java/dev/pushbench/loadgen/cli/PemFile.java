package dev.pushbench.loadgen.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and a key in PEM (RFC 7468). Whatever is wrong is told with the option and the file. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CONVERT = ": openssl pkcs8 -topk8 -nocrypt makes one that can be read";
    /** {@code INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }}: what PKCS#8 puts before a key of PKCS#1 (RFC 5208). */
    private static final byte[] RSA_VERSION_AND_ALGORITHM = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private final String name;
    private final String text;

    /** @throws IllegalArgumentException if it cannot be read */
    PemFile(String option, Path file) {
        this.name = option + " " + file;
        try {
            this.text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** All of them, in their order; at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Matcher block = BLOCK.matcher(text); block.find(); ) {
                if (block.group(1).equals("CERTIFICATE")) {
                    certificates.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(decoded(block.group(2)))));
                }
            }
        } catch (CertificateException e) {
            throw wrong("holds a certificate that cannot be read (" + e.getMessage() + ")");
        }
        if (certificates.isEmpty()) {
            throw wrong("holds no certificate (BEGIN CERTIFICATE)");
        }
        return certificates;
    }

    /** The key of that certificate. */
    PrivateKey keyOf(X509Certificate certificate) {
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            String kind = block.group(1);
            if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
                throw wrong("holds an encrypted key" + CONVERT);
            } else if (kind.equals("PRIVATE KEY")) {
                return checked(key(decoded(block.group(2)), certificate), certificate);
            } else if (kind.equals("RSA PRIVATE KEY")) {
                return checked(key(pkcs8(decoded(block.group(2))), certificate), certificate);
            } else if (kind.endsWith("PRIVATE KEY")) {
                throw wrong("holds a key as " + kind + CONVERT);
            }
        }
        throw wrong("holds no key (BEGIN PRIVATE KEY)");
    }

    private PrivateKey key(byte[] pkcs8, X509Certificate certificate) {
        try {
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw wrong("holds a key that cannot be read, or is not of the certificate's kind, "
                    + certificate.getPublicKey().getAlgorithm());
        }
    }

    /** A key of another certificate would only show as a handshake that fails, for no reason given. */
    private PrivateKey checked(PrivateKey key, X509Certificate certificate) {
        PublicKey publicKey = certificate.getPublicKey();
        String algorithm = publicKey instanceof RSAKey
                ? "SHA256withRSA"
                : publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : publicKey.getAlgorithm();
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            if (signature.verify(signed)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            throw wrong("holds a key that cannot be used (" + e.getMessage() + ")");
        }
        throw wrong("holds a key that is not the certificate's");
    }

    private byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("holds what is no Base64");
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        byte[] key = der(4, pkcs1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_VERSION_AND_ALGORITHM);
        content.writeBytes(key);
        return der(0x30, content.toByteArray());
    }

    /** One value with its tag and length (X.690, section 8.1). */
    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ": " + what);
    }
}
