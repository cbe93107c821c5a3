package dev.pushbench.loadgen.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;

/** Gets subscriptions under way, for one event loop. Owner: that loop. */
interface Opener {

    /** Starts to open the stream; what comes of it, the stream tells its listener. */
    void open(PushStream stream, List<InetSocketAddress> addresses);

    /** See {@link Transport#peerStreamLimit}; any thread may ask. */
    default OptionalInt peerStreamLimit() {
        return OptionalInt.empty();
    }

    /** Gives up what outlives its subscriptions. */
    void close();
}
