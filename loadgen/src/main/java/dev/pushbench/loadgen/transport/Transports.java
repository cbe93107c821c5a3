package dev.pushbench.loadgen.transport;

/** The way into this package. */
public final class Transports {

    private Transports() {}

    /** Opens no connection yet: the first subscription does. To be closed. */
    public static Transport open(TransportConfig config) {
        return new NetworkTransport(config);
    }
}
