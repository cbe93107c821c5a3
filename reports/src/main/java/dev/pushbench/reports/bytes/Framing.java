package dev.pushbench.reports.bytes;

/** One layer with its settings: a pure function from the length of a content to the bytes around it. */
public sealed interface Framing
        permits Base64, WebSocketFrames, SseEvent, HttpChunk, Http2Data, TlsRecords, TcpSegments {

    /** Which layer it is. */
    Layer layer();

    /**
     * What it adds to a content of that length, which is written at once.
     *
     * @param contentBytes what the layers inside made of the message; not negative
     */
    LayerBytes around(long contentBytes);
}
