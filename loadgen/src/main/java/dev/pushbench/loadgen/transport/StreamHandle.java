package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** What a listener holds of its stream: does what it can at once, and hands the rest to the stream's event loop. Any thread. */
final class StreamHandle implements Subscription {

    private final PushStream stream;

    StreamHandle(PushStream stream) {
        this.stream = stream;
    }

    @Override
    public void send(ByteBuffer payload, boolean text) {
        stream.carrier().receiver().send(payload, text);
    }

    @Override
    public void post(String path, ByteBuffer body, Consumer<SubscriptionEnd> onFailed) {
        PostQueue.Post post = stream.carrier().receiver().posts().take(path, body, onFailed);
        if (post != null) {
            stream.loop().execute(() -> stream.post(post));
        }
    }

    @Override
    public void ping(ByteBuffer payload) {
        stream.carrier().receiver().ping(payload);
    }

    @Override
    public void close() {
        stream.close();
    }

    @Override
    public void readAtMost(long bytesPerSecond) {
        if (EventLoop.current() == stream.loop()) {
            stream.readAtMost(bytesPerSecond);
        } else {
            stream.loop().execute(() -> stream.readAtMost(bytesPerSecond));
        }
    }
}
