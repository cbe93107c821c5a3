package dev.pushbench.loadgen.transport;

import org.eclipse.jetty.http.HttpFields;

/** Makes what takes the body of a response: by protocol, and by the compression that the server has agreed to. */
final class Receivers {

    private Receivers() {}

    /**
     * @param head of the response, which has been checked
     * @param wire back to the server
     */
    static ByteReceiver of(PushStream stream, HttpFields head, WebSocketReceiver.Wire wire) {
        Target target = stream.target();
        RequestConfig asked = target.config().request();
        if (target.config().webSocket()) {
            DeflateAgreement agreement = asked.deflate() ? DeflateAgreement.of(head) : null;
            if (asked.deflate() && agreement == null) {
                stream.uncompressed();
            }
            return new WebSocketReceiver(target, stream, wire, agreement);
        }
        ByteReceiver events = new EventStreamReceiver(target, stream, wire::disconnect);
        if (ResponseCheck.isGzip(head)) {
            return new GzipReceiver(events, violation -> {
                stream.end(violation.cause(), target.request() + ": " + violation.getMessage());
                wire.disconnect();
            });
        }
        if (asked.gzip()) {
            stream.uncompressed();
        }
        return events;
    }
}
