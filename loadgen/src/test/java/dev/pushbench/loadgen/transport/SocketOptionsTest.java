package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported is what the socket says, not what was asked for. */
class SocketOptionsTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noDelayIsReadBackFromEachSocket(boolean noDelay) throws IOException {
        EventLoops loops = new EventLoops(
                1,
                TransportConfig.of(URI.create("http://h"), HttpVersion.HTTP_1_1).network());
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            loops.connector().setTCPNoDelay(noDelay);
            Dialer dialer = new Dialer(loops.connector(), null);
            List<InetSocketAddress> addresses = List.of((InetSocketAddress) server.getLocalSocketAddress());
            for (int i = 0; i < 3; i++) {
                loops.all().get(0).execute(() -> dialer.dial(addresses, new Silent(loops)));
            }
            RecordingListener.soon().until(() -> loops.socketOptions().checked() == 3);

            assertThat(loops.socketOptions().withoutNoDelay()).isEqualTo(noDelay ? 0 : 3);
        } finally {
            loops.close();
        }
    }

    private record Silent(EventLoops loops) implements Dial {

        @Override
        public Connection connection(EndPoint endPoint, SocketEndPoint socket, Map<String, Object> context) {
            return new AbstractConnection(endPoint, loops.blockingExecutor()) {
                @Override
                public void onFillable() {
                    // Nothing comes.
                }
            };
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
