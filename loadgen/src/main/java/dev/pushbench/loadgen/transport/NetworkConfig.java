package dev.pushbench.loadgen.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * How to reach the target.
 *
 * @param resolve addresses of hosts that nobody need look up
 * @param bindAddresses addresses of this machine that connections leave from, in turn; empty: the system chooses
 * @param connectTimeout for the TCP connection
 * @param responseTimeout from the connection being up to the response head, TLS handshake included
 */
public record NetworkConfig(
        List<Resolve> resolve, List<String> bindAddresses, Duration connectTimeout, Duration responseTimeout) {

    public NetworkConfig {
        resolve = List.copyOf(resolve);
        bindAddresses = List.copyOf(bindAddresses);
        bindAddresses.forEach(address -> literal("--bind", address));
        if (new HashSet<>(bindAddresses).size() < bindAddresses.size()) {
            throw new IllegalArgumentException("--bind " + String.join(",", bindAddresses) + ": names one twice");
        }
        if (bindAddresses.stream()
                        .map(address -> address.indexOf(':') < 0)
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("--bind " + String.join(",", bindAddresses)
                    + ": must be all of IPv4 or all of IPv6, for a connection leads from one to the same");
        }
        checkPositive("--connect-timeout", connectTimeout);
        checkPositive("--response-timeout", responseTimeout);
    }

    /**
     * One host's address on one port.
     *
     * @param host as in the URL
     * @param address as digits, IPv4 or IPv6
     */
    public record Resolve(String host, int port, String address) {

        public Resolve {
            literal("--resolve " + host + ":" + port, address);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "--resolve " + host + ":" + port + ": the port must lie between 1 and 65535");
            }
        }

        /** Of {@code HOST:PORT:ADDRESS}, as curl takes it; an IPv6 address may stand in brackets. */
        public static Resolve parse(String text) {
            String[] parts = text.split(":", 3);
            if (parts.length < 3 || parts[0].isEmpty() || !parts[1].matches("\\d{1,9}")) {
                throw new IllegalArgumentException("--resolve " + text + ": must be HOST:PORT:ADDRESS");
            }
            return new Resolve(parts[0], Integer.parseInt(parts[1]), parts[2].replaceAll("^\\[(.*)]$", "$1"));
        }
    }

    /** The address that was given for it, or null; it keeps the name, which TLS needs to verify the peer. */
    public InetAddress resolved(String host, int port) {
        for (Resolve each : resolve) {
            if (each.port == port && each.host.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT))) {
                return named(host, literal("--resolve", each.address));
            }
        }
        return null;
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of another length than addresses have", impossible);
        }
    }

    /** The source addresses, as such. */
    List<InetAddress> bound() {
        return bindAddresses.stream().map(address -> literal("--bind", address)).toList();
    }

    /** Digits only: a name would be looked up. */
    private static InetAddress literal(String option, String address) {
        try {
            if (address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") || address.indexOf(':') >= 0) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException wrong) {
            // Said below.
        }
        throw new IllegalArgumentException(option + " " + address + ": must be an IPv4 or IPv6 address");
    }

    private static void checkPositive(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(option + " " + value.toMillis() + "ms: must be more than 0");
        }
    }
}
