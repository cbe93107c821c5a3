package dev.pushbench.loadgen;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.HdrHistogram.Histogram;

/**
 * What a message takes between two plain sockets of this machine, now: a time measured beside it must not be much more,
 * however busy the machine is.
 */
final class LoopbackControl implements AutoCloseable {

    private final Socket from;
    private final Socket to;
    private final DataOutputStream out;
    private final Histogram transitNs = new Histogram(3);
    private final Thread reader = new Thread(this::read, "loopback-control");

    LoopbackControl() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            from = new Socket(server.getInetAddress(), server.getLocalPort());
            to = server.accept();
        }
        from.setTcpNoDelay(true);
        out = new DataOutputStream(from.getOutputStream());
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends one message. */
    void send() throws IOException {
        out.writeLong(System.nanoTime());
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(to.getInputStream())) {
            while (true) {
                long sentNs = in.readLong();
                transitNs.recordValue(System.nanoTime() - sentNs);
            }
        } catch (IOException closed) {
            // All has been said.
        }
    }

    /** Half of the messages took no longer. The end: nothing can be sent afterwards. */
    long medianNs() throws IOException, InterruptedException {
        from.shutdownOutput();
        reader.join();
        return transitNs.getValueAtPercentile(50);
    }

    @Override
    public void close() throws IOException {
        from.close();
        to.close();
    }
}
