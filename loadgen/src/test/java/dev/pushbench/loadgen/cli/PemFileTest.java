package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys as files have them. */
class PemFileTest {

    private static final HeldCertificate RSA =
            new HeldCertificate.Builder().rsa2048().build();
    private static final HeldCertificate EC =
            new HeldCertificate.Builder().ecdsa256().build();

    @TempDir
    private Path directory;

    private PemFile file(String text) throws IOException {
        return new PemFile("--cert", Files.writeString(directory.resolve("a.pem"), text));
    }

    @Test
    void aFileHoldsSeveralCertificatesAndWordsBetween() throws IOException {
        PemFile file = file("# the first\n" + RSA.certificatePem() + "\nAnother:\r\n"
                + EC.certificatePem().replace("\n", "\r\n"));
        assertThat(file.certificates()).containsExactly(RSA.certificate(), EC.certificate());
    }

    @Test
    void keysOfBothKindsAndOfTheOldForm() throws IOException {
        assertThat(file(RSA.privateKeyPkcs8Pem()).keyOf(RSA.certificate()))
                .isEqualTo(RSA.keyPair().getPrivate());
        assertThat(file(RSA.privateKeyPkcs1Pem()).keyOf(RSA.certificate()))
                .isEqualTo(RSA.keyPair().getPrivate());
        assertThat(file(EC.certificatePem() + EC.privateKeyPkcs8Pem()).keyOf(EC.certificate()))
                .isEqualTo(EC.keyPair().getPrivate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing                                                   | holds no key (BEGIN PRIVATE KEY)",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----;AA==;-----END ENCRYPTED PRIVATE KEY----- | holds an encrypted key: openssl pkcs8",
                "-----BEGIN RSA PRIVATE KEY-----;Proc-Type: 4,ENCRYPTED;AA==;-----END RSA PRIVATE KEY----- | holds an encrypted key: openssl pkcs8",
                "-----BEGIN EC PRIVATE KEY-----;AA==;-----END EC PRIVATE KEY----- | holds a key as EC PRIVATE KEY: openssl pkcs8",
                "-----BEGIN PRIVATE KEY-----;AA==;-----END PRIVATE KEY-----       | holds a key that cannot be read",
            })
    void aKeyThatCannotBeUsed(String text, String said) throws IOException {
        PemFile file = file(text.replace(';', '\n')
                .replace("Proc-Type: 4,ENCRYPTED", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n"));
        assertThatThrownBy(() -> file.keyOf(RSA.certificate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--cert " + directory.resolve("a.pem") + ": " + said);
    }

    @Test
    void aKeyOfAnotherCertificate() throws IOException {
        PemFile file = file(new HeldCertificate.Builder().rsa2048().build().privateKeyPkcs8Pem());
        assertThatThrownBy(() -> file.keyOf(RSA.certificate()))
                .hasMessageContaining("holds a key that is not the certificate's");
        assertThatThrownBy(() -> file.keyOf(EC.certificate()))
                .hasMessageContaining("not of the certificate's kind, EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----"})
    void aFileWithoutAUsableCertificate(String text) throws IOException {
        PemFile file = file(text);
        assertThatThrownBy(file::certificates)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("--cert .*a.pem: holds (no|a) certificate .*");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> new PemFile("--cacert", directory.resolve("no.pem")))
                .hasMessageMatching("--cacert .*no.pem: cannot be read .*");
    }
}
