package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.TransportConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whom to believe, and who we are. */
final class TlsOptions {

    @Option(
            names = {"--insecure", "-k"},
            description = "accept any TLS certificate")
    private boolean insecure;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM file of the authorities to trust, in place of the JVM's")
    private Path authorities;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "PEM file with the client's certificate, those of its chain after it")
    private Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "PEM file with its key, not encrypted (default: the file of --cert)")
    private Path key;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "server name to ask for in the handshake; the certificate must be for it or for the host of"
                    + " the URL (default: the host of the URL)")
    private String serverName;

    void applyTo(TransportConfig.Draft draft) {
        if (key != null && certificate == null) {
            throw new IllegalArgumentException("--key " + key + ": needs --cert, the certificate that it belongs to");
        }
        draft.insecure = insecure;
        draft.serverName = serverName;
        if (authorities != null) {
            draft.trustedCertificates = new PemFile("--cacert", authorities).certificates();
        }
        if (certificate != null) {
            PemFile own = new PemFile("--cert", certificate);
            draft.certificateChain = own.certificates();
            draft.privateKey = (key == null ? own : new PemFile("--key", key)).keyOf(draft.certificateChain.get(0));
        }
    }
}
