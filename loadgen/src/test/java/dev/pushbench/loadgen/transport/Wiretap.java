package dev.pushbench.loadgen.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this host, and keeps a copy of what each says before the other hears it. */
final class Wiretap implements AutoCloseable {

    final Copy toServer = new Copy();
    final Copy toClient = new Copy();

    private final URI server;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What crossed in one direction so far. Any thread. */
    static final class Copy {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private synchronized void add(byte[] buffer, int length) {
            bytes.write(buffer, 0, length);
        }

        synchronized int length() {
            return bytes.size();
        }

        synchronized byte[] since(int from) {
            return Arrays.copyOfRange(bytes.toByteArray(), from, bytes.size());
        }
    }

    /** @param server whose host and port are listened in on */
    Wiretap(URI server) throws IOException {
        this.server = server;
        listening = new ServerSocket(0, 50, InetAddress.getByName(server.getHost()));
        thread(() -> {
            while (true) {
                Socket client = kept(listening.accept());
                Socket target = kept(new Socket(server.getHost(), server.getPort()));
                thread(() -> pass(client, target, toServer));
                thread(() -> pass(target, client, toClient));
            }
        });
    }

    private Socket kept(Socket socket) throws IOException {
        open.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The same address by way of here. */
    URI url() {
        return URI.create(server.toString().replace(":" + server.getPort(), ":" + listening.getLocalPort()));
    }

    private static void pass(Socket from, Socket to, Copy copy) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copy.add(buffer, read);
            out.write(buffer, 0, read);
        }
        to.shutdownOutput();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void thread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException over) {
                // One side has gone, or the test is over.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
