package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine lacks is not what the target did: each lack has a class of its own, and a remedy. */
class ExhaustedMachineTest {

    private static final Target TARGET =
            new Target(TransportConfig.of(URI.create("ws://example.org:8080/"), HttpVersion.HTTP_1_1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Too many open files           | ulimit -n",
                "Too many open files in system | fs.file-max",
            })
    void noDescriptor(String message, String remedy) {
        SubscriptionEnd end = ConnectFailures.connecting(TARGET, new SocketException(message));

        assertThat(end.cause()).isEqualTo(Cause.DESCRIPTORS);
        assertThat(end.detail()).contains("example.org:8080").contains(remedy);
    }

    /**
     * The kernel has one error, EADDRNOTAVAIL, for a connection without a free local port and for an address that is not
     * local. The second is easy to bring about, with RFC 5737's address of documentation, and tells what the JVM makes of
     * it here. dev.pushbench.loadgen.ExhaustionTest uses up real ports where it may.
     */
    @Test
    void noLocalPort() throws Exception {
        Throwable failure;
        try (SocketChannel channel = SocketChannel.open()) {
            failure = catchThrowable(() -> channel.bind(new InetSocketAddress("192.0.2.1", 0)));
        }
        SubscriptionEnd end = ConnectFailures.connecting(TARGET, failure);

        assertThat(failure).isInstanceOf(BindException.class);
        assertThat(end.cause()).isEqualTo(Cause.PORTS);
        assertThat(end.detail()).contains("example.org:8080").contains("net.ipv4.ip_local_port_range");
    }

    /** The JVM makes a BindException of EACCES too. */
    @Test
    void aFirewallIsNoLackOfPorts() {
        SubscriptionEnd end = ConnectFailures.connecting(TARGET, new BindException("Permission denied"));

        assertThat(end.cause()).isEqualTo(Cause.REFUSED);
        assertThat(end.detail()).contains("Permission denied").contains("firewall");
    }
}
