package dev.pushbench.server;

import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static dev.pushbench.server.TestServer.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class CloseTest {

    @Test
    void aWebSocketIsClosedWith1001AfterWhatWasOnItsWay() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawWebSocket client = RawWebSocket.open(server.http(), "/ws?topic=t")) {
            awaitSubscriptions(server.topic("t"), 1);
            server.topic("t").broadcast(message("last"));
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

            assertThat(client.read().text()).isEqualTo("last");
            RawWebSocket.Frame close = client.read();
            assertThat(close.opCode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1001);
            client.sendClose(1001);
            assertThat(client.connection().drain()).isZero();
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEchoSessionIsClosedWith1001Too() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawWebSocket client = RawWebSocket.open(server.http(), "/echo")) {
            client.send(RawWebSocket.TEXT, new byte[] {'a'});
            assertThat(client.read().text()).isEqualTo("a");
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

            RawWebSocket.Frame close = client.read();
            assertThat(close.opCode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1001);
            client.sendClose(1001);
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anHttp2StreamEndsWithItsFlag() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawHttp2 client = new RawHttp2(server.http(), 1_000)) {
            client.get(1, "/sse?topic=t");
            assertThat(client.read().endsStream()).isFalse();
            awaitSubscriptions(server.topic("t"), 1);
            server.topic("t").broadcast(message("last"));
            server.close();

            assertThat(client.read().text()).isEqualTo("data: last\n\n");
            RawHttp2.Frame end = client.read();
            assertThat(end.type()).isEqualTo(RawHttp2.DATA);
            assertThat(end.stream()).isEqualTo(1);
            assertThat(end.endsStream()).isTrue();
        }
    }

    @Test
    void itReturnsAlthoughAPeerNeitherReadsNorAnswers() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawConnection deafStream = RawConnection.withTinyReceiveBuffer(server.http());
                RawConnection deaf = RawConnection.withTinyReceiveBuffer(server.http());
                RawWebSocket dumb = RawWebSocket.open(server.http(), "/ws?topic=t")) {
            deafStream.get("/sse?topic=t");
            RawWebSocket.open(deaf, "/ws?topic=t");
            awaitSubscriptions(server.topic("t"), 3);
            for (int i = 0; i < 10; i++) {
                server.topic("t").broadcast(message("x".repeat(1 << 20)));
            }

            server.close();

            assertThat(dumb.read().text()).startsWith("x");
        }
    }

    @Test
    void itEndsSchedulesAndStopsListeningAndMayBeCalledAgain() throws Exception {
        ServerUnderTest server = TestServer.start();
        URI address = server.http();
        server.topic("t").publish(new SendSchedule(0.001, 100, Pattern.SPREAD, 0), System.nanoTime());

        server.close();
        server.close();

        assertThat(server.topic("t").publisher().running()).isFalse();
        assertThatThrownBy(() -> RawConnection.to(address)).isInstanceOf(ConnectException.class);
    }
}
