package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in one line why a connection did not come about. */
final class ConnectFailures {

    private static final String ALERT = "Received fatal alert: ";
    private static final Pattern CERTIFICATE_ALERT = Pattern.compile("certificate|unknown_ca|access_denied");

    private ConnectFailures() {}

    /** Of the name or the TCP connection. */
    static SubscriptionEnd connecting(Target target, Throwable failure) {
        Throwable root = root(failure);
        String peer = target.peer();
        String message = String.valueOf(root.getMessage());
        if (root instanceof UnknownHostException) {
            return end(
                    Cause.UNRESOLVED,
                    message.contains("--bind")
                            ? "host " + target.host() + " has " + message
                            : "host " + target.host() + " not found: check the name");
        } else if (root instanceof SocketTimeoutException || failure instanceof SocketTimeoutException) {
            long millis = target.config().network().connectTimeout().toMillis();
            return end(
                    Cause.CONNECT_TIMEOUT,
                    peer + " did not accept a connection within " + millis
                            + " ms: check host, port and firewall, or connect at a lower rate");
        } else if (message.contains("Too many open files in system")) {
            return end(
                    Cause.DESCRIPTORS,
                    "this machine has no descriptor left for a connection to " + peer + ": raise fs.file-max (sysctl)");
        } else if (message.contains("Too many open files")) {
            return end(
                    Cause.DESCRIPTORS,
                    "no descriptor left for a connection to " + peer
                            + ": raise `ulimit -n` or use more processes (--processes)");
        } else if (message.contains("assign requested address") || message.contains("Address already in use")) {
            // A source address that was bound to has no port left, or in general:
            // The kernel says the same of an address family that it has no address of, IPv6 switched off for one.
            return end(
                    Cause.PORTS,
                    "no local port left for a connection to " + peer
                            + ": use several source addresses (--bind), target ports or addresses, or widen net.ipv4.ip_local_port_range (if not"
                            + " one opens: no address of this machine leads there)");
        } else if (root instanceof NoRouteToHostException
                || message.contains("unreachable")
                || message.contains("Permission denied")) {
            return end(
                    Cause.REFUSED,
                    peer + " cannot be reached (" + Detail.clean(message) + "): check the network and its firewalls");
        } else if (root instanceof ClosedChannelException) {
            return end(Cause.CUT_SHORT, "the connection to " + peer + " was closed while it was being opened");
        } else if (message.contains("reset")) {
            return end(Cause.RESET, peer + " reset the connection while it was being opened");
        }
        return end(Cause.REFUSED, peer + " refused the connection: is the server running, and on that port?");
    }

    /** Of the TLS handshake. */
    static SubscriptionEnd tls(Target target, Throwable failure) {
        SubscriptionEnd ours = ofOurCertificate(target, failure);
        if (ours != null) {
            return ours;
        }
        String who = "TLS with " + target.peer() + ": ";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateExpiredException) {
                return end(Cause.TLS, who + "the certificate has expired: renew it, or accept it with --insecure");
            } else if (cause instanceof CertificateNotYetValidException) {
                return end(Cause.TLS, who + "the certificate is not valid yet: check the clocks, or use --insecure");
            } else if (message.contains("subject alternative") || message.contains("name matching")) {
                return end(
                        Cause.TLS,
                        who + "the certificate is not for " + target.host()
                                + ": use the name it was made for, or accept it with --insecure");
            } else if (message.contains("unable to find valid certification path")
                    || message.contains("Path does not chain with any of the trust anchors")) {
                return end(
                        Cause.TLS,
                        who
                                + "the certificate comes from an unknown authority: name it with --cacert, or accept it with"
                                + " --insecure");
            } else if (message.contains("no_application_protocol")) {
                return http2NotOffered(target);
            } else if (message.contains("nrecognized SSL message")) {
                return end(
                        Cause.TLS,
                        who + "the server does not speak TLS on this port: use "
                                + (target.config().webSocket() ? "ws://" : "http://"));
            }
        }
        return end(Cause.TLS, who + Detail.clean(String.valueOf(failure.getMessage())));
    }

    /**
     * What the server says of our certificate, or of its absence. Since TLS 1.3 it says so after the handshake is through
     * on our side (RFC 8446, section 4.4.2.4). Null if that is not what went wrong.
     */
    static SubscriptionEnd ofOurCertificate(Target target, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof SSLException
                    && message.contains(ALERT)
                    && CERTIFICATE_ALERT.matcher(message).find()) {
                String alert = message.substring(message.indexOf(ALERT) + ALERT.length());
                return end(
                        Cause.TLS,
                        "TLS with " + target.peer()
                                + (target.config().tls().privateKey() == null
                                        ? ": the server wants a certificate of the client: give it with --cert"
                                        : ": the server does not accept the certificate of --cert")
                                + " (" + Detail.clean(alert) + ")");
            }
        }
        return null;
    }

    /** @param missing what the server has not done in time */
    static SubscriptionEnd noResponse(Target target, String missing) {
        long millis = target.config().network().responseTimeout().toMillis();
        return end(
                Cause.NO_RESPONSE,
                target.request() + ": " + missing + " within " + millis + " ms: is it the right endpoint?");
    }

    /** The peer went away before the handshake was through. */
    static SubscriptionEnd tlsCutShort(Target target) {
        return end(
                Cause.TLS,
                "TLS with " + target.peer()
                        + ": the server closed the connection during the handshake: is it a TLS port?");
    }

    static SubscriptionEnd http2NotOffered(Target target) {
        String how = target.config().secure() ? "by ALPN" : "in cleartext (prior knowledge)";
        return end(
                Cause.HTTP2_NOT_OFFERED,
                target.peer() + " does not offer HTTP/2 " + how + ": use --http 1.1, or enable it on the server");
    }

    private static SubscriptionEnd end(Cause cause, String detail) {
        return new SubscriptionEnd(cause, detail);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
