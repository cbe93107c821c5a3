package dev.pushbench.benchmarks.compression;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.internal.Generator;
import org.eclipse.jetty.websocket.core.internal.PerMessageDeflateExtension;

/**
 * The sending side of a connection with permessage-deflate: Jetty's extension, set up as the server under test sets up
 * its sessions, with a buffer in place of the socket.
 *
 * <p>Owner: the benchmark's thread.
 */
final class DeflatedFrames implements AutoCloseable {

    /** Shared by all connections of a server, with the compressors that none of them has in use. */
    private static final WebSocketComponents COMPONENTS = new WebSocketComponents();

    private static final int WIRE_BYTES = 64 * 1024;
    /** One for each thread: what is in it is used up before the next write. */
    private static final ThreadLocal<ByteBuffer> WIRE =
            ThreadLocal.withInitial(() -> BufferUtil.allocateDirect(WIRE_BYTES));

    static {
        // Not all of them: their threads would outlive the benchmark.
        LifeCycle.start(COMPONENTS.getDeflaterPool());
    }

    private final Generator generator = new Generator();
    private final PerMessageDeflateExtension extension = new PerMessageDeflateExtension();

    DeflatedFrames(boolean contextTakeover) {
        CoreSession session = new CoreSession.Empty();
        session.setMaxFrameSize(0);
        session.setAutoFragment(true);
        extension.init(
                ExtensionConfig.parse(
                        contextTakeover ? "permessage-deflate" : "permessage-deflate; server_no_context_takeover"),
                COMPONENTS);
        extension.setCoreSession(session);
        extension.setNextOutgoingFrames(this::frame);
    }

    private void frame(OutgoingEntry entry) {
        generator.generateWholeFrame(entry.getFrame(), WIRE.get());
        entry.getCallback().succeeded();
    }

    /** One message, compressed and framed; valid until anything else is written. */
    ByteBuffer write(byte[] message) {
        ByteBuffer wire = WIRE.get();
        BufferUtil.clear(wire);
        extension.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(message)), Callback.NOOP, false);
        return wire;
    }

    @Override
    public void close() {
        extension.close();
    }
}
