package dev.pushbench.loadgen.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalityTest {

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:1/", "http://localhost/", "https://[::1]:2/", "ws://127.9.9.9/"})
    void loopbackIsThisMachine(String target) {
        assertThat(Locality.onThisMachine(URI.create(target))).isTrue();
    }

    /** 192.0.2.0/24 is nobody's: RFC 5737. */
    @ParameterizedTest
    @ValueSource(strings = {"ws://192.0.2.1/", "ws://nowhere.invalid/"})
    void othersAreNot(String target) {
        assertThat(Locality.onThisMachine(URI.create(target))).isFalse();
    }

    @Test
    void anAddressOfAnInterfaceIsThisMachineToo() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(own.isPresent(), "there is no interface but loopback");

        assertThat(Locality.onThisMachine(URI.create("ws://" + own.orElseThrow().getHostAddress() + ":1/")))
                .isTrue();
    }
}
