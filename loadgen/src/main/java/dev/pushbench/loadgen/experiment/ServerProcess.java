package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.cluster.ChildJvm;
import dev.pushbench.reports.claim.Arm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** {@code pushbench serve} in a JVM of its own, on free ports. Owned by the control thread. */
final class ServerProcess implements AutoCloseable {

    private static final String NO_TLS = "--no-tls";

    private final ChildJvm jvm;
    private final URI http;
    /** Null without TLS. */
    private final URI https;

    private ServerProcess(ChildJvm jvm, URI http, URI https) {
        this.jvm = jvm;
        this.http = http;
        this.https = https;
    }

    /**
     * Starts it for an arm, without TLS unless that needs it; it listens when this returns.
     *
     * @throws InterruptedIOException if a signal has ended it before
     */
    static ServerProcess start(Class<?> program, Arm arm) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(arm.serve());
        if (!arm.overTls()) {
            options.add(NO_TLS);
        }
        return start(program, options.toArray(String[]::new));
    }

    /**
     * Starts it; it listens when this returns.
     *
     * @param options of {@code serve}, beside those that say where it listens
     * @throws InterruptedIOException if a signal has ended it before
     */
    static ServerProcess start(Class<?> program, String... options) throws IOException, InterruptedException {
        // It stops when our end of its stdin goes, so that it cannot outlive us whatever ends us.
        List<String> arguments =
                new ArrayList<>(List.of("serve", "--port", "0", "--tls-port", "0", "--until-stdin-closes"));
        arguments.addAll(List.of(options));
        ChildJvm jvm = new ChildJvm(program, arguments, line -> false);
        try {
            return started(jvm, !arguments.contains(NO_TLS));
        } catch (IOException | InterruptedException e) {
            jvm.close();
            throw e;
        }
    }

    private static ServerProcess started(ChildJvm jvm, boolean tls) throws IOException, InterruptedException {
        BufferedReader urls = jvm.stdout();
        URI http = null;
        URI https = null;
        while (http == null || tls && https == null) {
            String url = urls.readLine();
            if (url == null) {
                if (ChildJvm.isInterrupted(jvm.await())) {
                    throw new InterruptedIOException("the server under test was interrupted");
                }
                throw new IOException("the server under test did not start: " + jvm.said());
            }
            if (url.startsWith("http://")) {
                http = URI.create(url).resolve("/");
            } else if (url.startsWith("https://")) {
                https = URI.create(url).resolve("/");
            }
        }
        return new ServerProcess(jvm, http, https);
    }

    URI base(boolean tls) {
        return tls ? https : http;
    }

    /** What {@code load} is told in order to measure the arm here. */
    List<String> load(Arm arm) {
        return arm.loadAt(http.getAuthority(), https == null ? null : https.getAuthority());
    }

    @Override
    public void close() {
        jvm.close();
    }
}
