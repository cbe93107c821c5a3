package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** By POST, to a topic that each client has to itself: its event stream brings what it has sent, and nothing else. */
final class PostUpstream implements Upstream {

    private final String publishPath;
    private final String topics =
            "trip-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-";
    private final Consumer<SubscriptionEnd> onFailed;

    PostUpstream(String publishPath, Consumer<SubscriptionEnd> onFailed) {
        this.publishPath = publishPath;
        this.onFailed = onFailed;
    }

    @Override
    public String parameter(int connection) {
        return "topic=" + topics + connection;
    }

    @Override
    public void send(int connection, Subscription subscription, ByteBuffer message) {
        String separator = publishPath.contains("?") ? "&" : "?";
        subscription.post(publishPath + separator + parameter(connection), message, onFailed);
    }
}
