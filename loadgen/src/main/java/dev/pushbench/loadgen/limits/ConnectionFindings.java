package dev.pushbench.loadgen.limits;

import dev.pushbench.loadgen.limits.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What bounds the number of connections, and the rate at which they open. */
final class ConnectionFindings {

    /** What {@code compare} opens by default. */
    private static final long USUAL = 1_000;

    private static final long MANY = 10_000;
    /** Attempts that the load generator has under way at once, and a server's queues should hold. */
    private static final long BURST = 200;
    /** 256 MB in pages of 4 KB. */
    private static final long FEW_SOCKET_PAGES = 65_536;

    private static final String IPV4 = "net.ipv4.";

    private final KernelFiles files;
    private final Limits limits;
    private final List<Finding> findings = new ArrayList<>();

    ConnectionFindings(KernelFiles files, Limits limits) {
        this.files = files;
        this.limits = limits;
    }

    List<Finding> all() {
        descriptors();
        ports();
        descriptorsOfTheMachine();
        queue("net.core.somaxconn", "connections that wait to be accepted by a server on this machine");
        queue(IPV4 + "tcp_max_syn_backlog", "connections that wait for the handshake of a server on this machine");
        timeWait();
        socketMemory();
        tracking();
        return findings;
    }

    private void descriptors() {
        Long allowed = limits.connectionsPerProcess();
        if (allowed == null) {
            findings.add(Finding.unknown("descriptors", "the limit of this process cannot be read"));
            return;
        }
        Long hard = limits.hardDescriptors();
        Finding found = Finding.ok(
                "descriptors",
                limits.descriptors() + " (hard limit " + (hard == null ? "unknown" : hard) + ")",
                "≈ " + Diagnosis.count(allowed) + " connections per process, " + limits.reservedDescriptors()
                        + " descriptors kept for itself");
        if (allowed >= MANY) {
            findings.add(found);
        } else if (hard != null && hard > limits.descriptors()) {
            findings.add(
                    found.but(level(allowed), "leave -XX:-MaxFDLimit out, so that the JVM raises its limit itself"));
        } else {
            findings.add(found.but(level(allowed), "raise `ulimit -n` (nofile in /etc/security/limits.conf)"));
        }
    }

    private void ports() {
        String name = "ephemeral ports";
        PortRange ports = limits.ports();
        if (ports == null) {
            findings.add(Finding.unknown(name, "net.ipv4.ip_local_port_range cannot be read"));
            return;
        }
        Finding found = Finding.ok(
                name,
                ports.text() + (ports.reserved() > 0 ? " less " + ports.reserved() + " reserved" : ""),
                Diagnosis.count(ports.size()) + " connections per target port and source address");
        findings.add(
                ports.size() >= MANY
                        ? found
                        : found.but(level(ports.size()), "sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\""));
    }

    private static Level level(long connections) {
        return connections < USUAL ? Level.WARNING : Level.NOTE;
    }

    private void descriptorsOfTheMachine() {
        Long highest = files.number("proc/sys/fs/nr_open");
        findings.add(
                highest == null
                        ? unreadable("fs.nr_open")
                        : Finding.ok("fs.nr_open", highest, "the most that `ulimit -n` can be raised to"));
        Long all = files.number("proc/sys/fs/file-max");
        List<Long> used = files.numbers("proc/sys/fs/file-nr", 3);
        if (all == null || used == null) {
            findings.add(unreadable("fs.file-max"));
            return;
        }
        Finding found =
                Finding.ok("fs.file-max", all, "for all processes; " + Diagnosis.count(used.get(0)) + " in use");
        boolean enough = limits.descriptors() == null || all - used.get(0) >= limits.descriptors();
        findings.add(enough ? found : found.but(Level.NOTE, "sysctl -w fs.file-max=2097152"));
    }

    private void queue(String name, String what) {
        Long length = sysctl(name);
        if (length == null) {
            findings.add(unreadable(name));
            return;
        }
        Finding found = Finding.ok(name, length, what);
        findings.add(length >= BURST ? found : found.but(Level.WARNING, "sysctl -w " + name + "=4096"));
    }

    private void timeWait() {
        String name = IPV4 + "tcp_tw_reuse";
        Long reuse = sysctl(name);
        if (reuse == null) {
            findings.add(unreadable(name));
            return;
        }
        if (reuse == 1) {
            findings.add(Finding.ok(name, reuse, "the ports of closed connections are used again"));
            return;
        }
        findings.add(Finding.ok(
                        name,
                        reuse,
                        (reuse == 2 ? "other than on loopback " : "")
                                + "the port of a closed connection rests for a minute")
                .but(
                        Level.NOTE,
                        "before another run with more than half of the ports wait a minute, or sysctl -w " + name
                                + "=1"));
    }

    private void socketMemory() {
        String name = IPV4 + "tcp_mem";
        List<Long> pages = files.numbers(path(name), 3);
        if (pages == null) {
            findings.add(unreadable(name));
            return;
        }
        Finding found = Finding.ok(
                name,
                String.format(Locale.ROOT, "%d %d %d", pages.toArray()),
                "pages for the buffers of all sockets: low, pressure, limit");
        findings.add(
                pages.get(2) >= FEW_SOCKET_PAGES
                        ? found
                        : found.but(
                                Level.NOTE,
                                "slow readers may use it up: sysctl -w " + name + "=\"131072 262144 524288\""));
    }

    /** Without the module there is no file, and no limit. */
    private void tracking() {
        String name = "net.netfilter.nf_conntrack_max";
        Long most = sysctl(name);
        if (most == null) {
            return;
        }
        Finding found = Finding.ok(name, most, "connections that the firewall tracks; beyond it packets are dropped");
        Integer ports = limits.connectionsPerTargetPort();
        findings.add(
                ports == null || most >= ports ? found : found.but(Level.WARNING, "sysctl -w " + name + "=262144"));
    }

    private Long sysctl(String name) {
        return files.number(path(name));
    }

    private static String path(String sysctl) {
        return "proc/sys/" + sysctl.replace('.', '/');
    }

    private static Finding unreadable(String sysctl) {
        return Finding.unknown(sysctl, path(sysctl) + " cannot be read or is no number");
    }
}
