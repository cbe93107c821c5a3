package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportConfigTest {

    private static TransportConfig config(String uri) {
        return TransportConfig.of(URI.create(uri), HttpVersion.HTTP_1_1);
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h/, HTTP_1_1, ws/1.1",
        "WSS://h/, HTTP_1_1, ws/1.1+tls",
        "http://h/, HTTP_2, sse/2",
        "https://h/, HTTP_2, sse/2+tls",
        "wss://h/, HTTP_2, ws/2+tls"
    })
    void theCellFollowsFromSchemeAndVersion(String uri, HttpVersion version, String cell) {
        assertThat(TransportConfig.of(URI.create(uri), version).cell()).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://h/            | URL ftp://h/: must begin with ws://",
                "/path               | URL /path: must begin with ws://",
                "http:///path        | has no host",
                "http://a_b/         | has no host",
                "http://h:0/         | port must lie between 1 and 65535",
                "http://h:70000/     | port must lie between 1 and 65535",
                "http://me:secret@h/ | URL with user and password"
            })
    void aTargetThatCannotWorkIsRefused(String uri, String said) {
        assertThatThrownBy(() -> config(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no colon           | must be \"Name: value\"",
                ": value            | must be \"Name: value\"",
                "Na me: value       | must be \"Name: value\"",
                "Upgrade: x         | is written by the transport itself",
                "content-length: 1  | is written by the transport itself"
            })
    void aHeaderThatCannotBeSentIsRefused(String header, String said) {
        assertThatThrownBy(() -> config("http://h/").with(it -> it.headers = List.of(header)))
                .hasMessageContaining(said);
    }

    @Test
    void aHeaderCannotSmuggleALineIn() {
        assertThatThrownBy(() -> config("http://h/").with(it -> it.headers = List.of("X: a\r\nY: b")))
                .hasMessageContaining("--header X");
    }

    @Test
    void theMessageNamesTheOptionAndItsValue() {
        TransportConfig config = config("http://h/");
        assertThatThrownBy(() -> config.with(it -> it.selectors = 0)).hasMessage("--selectors 0: must be at least 1");
        assertThatThrownBy(() -> config.with(it -> it.streamsPerConnection = -1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> config.with(it -> it.connectTimeout = Duration.ZERO))
                .hasMessageContaining("--connect-timeout 0ms");
        assertThatThrownBy(() -> HttpVersion.of("3")).hasMessage("--http 3: must be 1.1 or 2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, h, h, 80, /",
        "https://h:443/a?b=%20c, h, h, 443, /a?b=%20c",
        "ws://h:8080/?q, h, h:8080, 8080, /?q",
        "ws://[::1]:9/, ::1, [::1]:9, 9, /"
    })
    void theTargetIsTakenApart(String uri, String host, String authority, int port, String path) {
        Target target = new Target(config(uri));
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.pathQuery()).isEqualTo(path);
    }

    @Test
    void aGivenHostHeaderIsTheAuthority() {
        Target target =
                new Target(config("http://127.0.0.1:8080/").with(it -> it.headers = List.of("host: example.com")));
        assertThat(target.authority()).isEqualTo("example.com");
        assertThat(target.headers()).noneMatch(header -> header.is("Host"));
        assertThat(target.host()).isEqualTo("127.0.0.1");
    }
}
