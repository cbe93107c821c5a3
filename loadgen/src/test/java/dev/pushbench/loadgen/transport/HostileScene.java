package dev.pushbench.loadgen.transport;

import static dev.pushbench.loadgen.transport.Http2Frames.ascii;
import static dev.pushbench.loadgen.transport.Http2Frames.frame;
import static dev.pushbench.loadgen.transport.Http2Frames.ints;
import static dev.pushbench.loadgen.transport.Http2Frames.joined;
import static dev.pushbench.loadgen.transport.RawCell.SSE_1;
import static dev.pushbench.loadgen.transport.RawCell.SSE_2;
import static dev.pushbench.loadgen.transport.RawCell.WS_1;
import static dev.pushbench.loadgen.transport.RawCell.WS_2;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One way in which a peer does not behave.
 *
 * @param name what it does, as tests show it
 * @param cells over which it can do so
 * @param cause under which its victim is counted
 * @param said a part of what the user is told
 * @param act what it does with the connection
 */
record HostileScene(String name, Set<RawCell> cells, Cause cause, String said, Act act) {

    interface Act {
        void play(RawCell cell, RawServer.Peer peer) throws Exception;
    }

    private static final Set<RawCell> ALL = EnumSet.allOf(RawCell.class);
    private static final Set<RawCell> HTTP_1 = EnumSet.of(WS_1, SSE_1);
    private static final Set<RawCell> HTTP_2 = EnumSet.of(WS_2, SSE_2);
    private static final Set<RawCell> WEB_SOCKET = EnumSet.of(WS_1, WS_2);
    private static final Set<RawCell> EVENT_STREAM = EnumSet.of(SSE_1, SSE_2);

    private static final int STREAM = 1;
    private static final int MANY_BYTES = 6 << 20;
    private static final int BATCH_BYTES = 16_000;
    private static final int HEADER_BYTES = 10 << 20;

    static Stream<HostileScene> all() {
        return Stream.of(
                        silences(),
                        earlyEnds(),
                        resets(),
                        garbage(),
                        floods(),
                        frames(),
                        List.of(pings(), orderlyEnd()))
                .flatMap(List::stream);
    }

    private static List<HostileScene> silences() {
        Cause cause = Cause.NO_RESPONSE;
        String said = "within 500 ms: is it the right endpoint?";
        return List.of(
                new HostileScene("says nothing", ALL, cause, said, (cell, peer) -> peer.awaitEnd()),
                new HostileScene("never answers the request", HTTP_2, cause, said, (cell, peer) -> {
                    cell.awaitRequest(peer);
                    peer.awaitEnd();
                }),
                new HostileScene("dribbles a head without end", HTTP_1, cause, said, (cell, peer) -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nX-Endless: ");
                    do {
                        peer.write("x");
                    } while (!peer.endsWithin(10));
                }));
    }

    private static List<HostileScene> earlyEnds() {
        return List.of(
                early("hangs up after accepting", ALL, "before it answered", (cell, peer) -> {}),
                early("hangs up on the request", HTTP_1, "before it answered", RawCell::awaitRequest),
                early("hangs up on the request, over HTTP/2", HTTP_2, "middle of the response", RawCell::awaitRequest),
                early("hangs up in the status line", HTTP_1, "before it answered", (cell, peer) -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 2");
                }),
                early("hangs up in the head", ALL, "", (cell, peer) -> {
                    cell.awaitRequest(peer);
                    byte[] head = cell.head(peer);
                    peer.write(java.util.Arrays.copyOf(head, head.length - 1));
                }),
                early("hangs up after the head", ALL, "", RawCell::open),
                early("hangs up in a chunk size", Set.of(SSE_1), "middle of the response", (cell, peer) -> {
                    cell.open(peer);
                    peer.write("1");
                }),
                early("hangs up in a chunk", Set.of(SSE_1), "middle of the response", (cell, peer) -> {
                    cell.open(peer);
                    peer.write("b\r\ndata: ");
                }),
                early("hangs up in the header of a WebSocket frame", WEB_SOCKET, "", opened(hex("81"))),
                early("hangs up in a WebSocket frame", WEB_SOCKET, "", opened(hex("81 05 68"))),
                early("hangs up between two fragments", WEB_SOCKET, "", opened(hex("01 01 68"))),
                early("hangs up in an event", EVENT_STREAM, "middle of the response", opened(ascii("data: one\nda"))),
                early("hangs up in a frame of HTTP/2", HTTP_2, "middle of the response", (cell, peer) -> {
                    cell.open(peer);
                    peer.write((byte) 0, (byte) 0, (byte) 9, (byte) 0);
                }),
                early("hangs up in a DATA frame", HTTP_2, "middle of the response", (cell, peer) -> {
                    cell.open(peer);
                    byte[] data = cell.content(cell.message("hello"));
                    peer.write(java.util.Arrays.copyOf(data, data.length - 1));
                }),
                early("ends the stream without a close frame", Set.of(WS_2), "without a close frame", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(Http2Frames.data(STREAM, Http2Frames.END_STREAM, ""));
                }));
    }

    private static HostileScene early(String name, Set<RawCell> cells, String said, Act act) {
        return new HostileScene(name, cells, Cause.CUT_SHORT, said, (cell, peer) -> {
            act.play(cell, peer);
            peer.hangUp();
        });
    }

    private static List<HostileScene> resets() {
        return List.of(
                reset("resets after accepting", (cell, peer) -> {}),
                reset("resets on the request", RawCell::awaitRequest),
                reset("resets after the head", RawCell::open),
                reset("resets in a message", (cell, peer) -> {
                    cell.open(peer);
                    byte[] message = cell.content(cell.message("hello"));
                    peer.write(java.util.Arrays.copyOf(message, message.length / 2));
                }));
    }

    private static HostileScene reset(String name, Act act) {
        return new HostileScene(name, ALL, Cause.RESET, "reset", (cell, peer) -> {
            act.play(cell, peer);
            peer.reset();
        });
    }

    private static List<HostileScene> garbage() {
        return List.of(
                breach("answers something else than HTTP", HTTP_1, "did not answer in HTTP/1.1", (cell, peer) -> {
                    peer.readHead();
                    peer.write("SSH-2.0-OpenSSH_9.2\r\n");
                }),
                breach("answers garbage", HTTP_1, "did not answer in HTTP/1.1", (cell, peer) -> {
                    peer.readHead();
                    peer.write(hex("00 01 02 03 fe ff"));
                }),
                breach("has a broken header", HTTP_1, "did not answer in HTTP/1.1", (cell, peer) -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nX Y: z\r\n\r\n");
                }),
                breach("answers frames of no sense", HTTP_2, "broke HTTP/2 (frame_size_error", (cell, peer) -> {
                    cell.awaitRequest(peer);
                    peer.write("garbage garbage garbage");
                }),
                breach("goes over to garbage", HTTP_2, "broke HTTP/2 (frame_size_error", (cell, peer) -> {
                    cell.open(peer);
                    peer.write("garbage garbage garbage");
                }),
                breach("sends no chunk size", Set.of(SSE_1), "sent a chunk without a size", (cell, peer) -> {
                    cell.open(peer);
                    peer.write("garbage");
                }),
                breach("sends a chunk longer than its size", Set.of(SSE_1), "longer than its size", (cell, peer) -> {
                    cell.open(peer);
                    peer.write("5\r\nhello, world");
                }),
                breach(
                        "sends garbage for WebSocket frames",
                        WEB_SOCKET,
                        "reserved bit",
                        opened(ascii("\u007fgarbage"))));
    }

    private static HostileScene breach(String name, Set<RawCell> cells, String said, Act act) {
        return new HostileScene(name, cells, Cause.PROTOCOL, said, (cell, peer) -> {
            act.play(cell, peer);
            cell.awaitFarewell(peer);
        });
    }

    private static List<HostileScene> floods() {
        return List.of(
                flood("sends a head of 10 MiB", HTTP_1, "head of more than 32768 bytes", (cell, peer) -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(HEADER_BYTES));
                }),
                flood("sends a head of many fields", HTTP_1, "head of more than 32768 bytes", (cell, peer) -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\n" + "X: yyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(HEADER_BYTES / 30));
                }),
                flood("sends a head of 10 MiB, over HTTP/2", HTTP_2, "head of more than 32768 bytes", (cell, peer) -> {
                    cell.awaitRequest(peer);
                    peer.write(frame(Http2Frames.HEADERS, 0, STREAM, Http2Frames.ENDLESS_HEAD));
                    byte[] more = frame(Http2Frames.CONTINUATION, 0, STREAM, filled(BATCH_BYTES));
                    for (int sent = 0; sent < HEADER_BYTES; sent += BATCH_BYTES) {
                        peer.write(more);
                    }
                }),
                flood("sends an event without a line end", EVENT_STREAM, "event larger than", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(cell.content(ascii("data: ")));
                    while (true) {
                        peer.write(cell.content(filled(BATCH_BYTES)));
                    }
                }),
                flood("announces a frame of 1 GiB", WEB_SOCKET, "message larger than", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(cell.content(hex("81 7f 00 00 00 00 40 00 00 00")));
                    cell.awaitFarewell(peer);
                }),
                flood("sends fragments without end", WEB_SOCKET, "message larger than", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(cell.content(hex("01 00")));
                    while (true) {
                        peer.write(cell.content(joined(hex("00 7e 3e 80"), filled(BATCH_BYTES))));
                    }
                }));
    }

    private static HostileScene flood(String name, Set<RawCell> cells, String said, Act act) {
        return new HostileScene(name, cells, Cause.TOO_LARGE, said, act);
    }

    /** Only HTTP/2 has these. */
    private static List<HostileScene> frames() {
        byte[] cancel = frame(Http2Frames.RST_STREAM, 0, STREAM, ints(8));
        byte[] goAwayFromAll = frame(Http2Frames.GOAWAY, 0, 0, ints(0, 0));
        byte[] goAwayAfterThis = frame(Http2Frames.GOAWAY, 0, 0, ints(STREAM, 0));
        return List.of(
                framed("RST_STREAM before the head", Cause.STREAM_RESET, "(cancel", (cell, peer) -> {
                    cell.awaitRequest(peer);
                    peer.write(cancel);
                    peer.awaitEnd();
                }),
                framed("RST_STREAM after the head", Cause.STREAM_RESET, "(cancel", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(cancel);
                    peer.awaitEnd();
                }),
                framed("RST_STREAM in a message", Cause.STREAM_RESET, "(cancel", (cell, peer) -> {
                    cell.open(peer);
                    byte[] message = cell.message("hello");
                    peer.write(cell.content(java.util.Arrays.copyOf(message, message.length - 1)));
                    peer.write(cancel);
                    peer.awaitEnd();
                }),
                framed("GOAWAY before the head", Cause.GOING_AWAY, "(GOAWAY no_error", (cell, peer) -> {
                    cell.awaitRequest(peer);
                    peer.write(goAwayFromAll);
                    peer.hangUp();
                }),
                framed("GOAWAY after the head", Cause.GOING_AWAY, "(GOAWAY no_error", (cell, peer) -> {
                    cell.open(peer);
                    peer.write(goAwayAfterThis);
                    peer.hangUp();
                }),
                framed("GOAWAY in a message", Cause.GOING_AWAY, "(GOAWAY internal_error", (cell, peer) -> {
                    cell.open(peer);
                    byte[] message = cell.message("hello");
                    peer.write(cell.content(java.util.Arrays.copyOf(message, message.length - 1)));
                    peer.write(frame(Http2Frames.GOAWAY, 0, 0, ints(STREAM, 2)));
                    peer.hangUp();
                }));
    }

    private static HostileScene framed(String name, Cause cause, String said, Act act) {
        return new HostileScene("sends " + name, HTTP_2, cause, said, act);
    }

    /** The client may always answer, and the peer reads none of it meanwhile. */
    private static HostileScene pings() {
        return new HostileScene("pings without end", ALL, Cause.CLOSED_BY_PEER, "", (cell, peer) -> {
            cell.open(peer);
            byte[] ping = cell.webSocket() ? joined(hex("89 7d"), filled(125)) : ascii(": ping\n\n");
            byte[] batch = joined(java.util.Collections.nCopies(BATCH_BYTES / ping.length, ping)
                    .toArray(byte[][]::new));
            for (int sent = 0; sent < MANY_BYTES; sent += batch.length) {
                peer.write(cell.content(batch));
            }
            cell.send(peer, "still here");
            cell.end(peer);
            cell.awaitFarewell(peer);
        });
    }

    private static HostileScene orderlyEnd() {
        return new HostileScene("ends the stream", ALL, Cause.CLOSED_BY_PEER, "the server", (cell, peer) -> {
            cell.open(peer);
            cell.send(peer, "still here");
            cell.end(peer);
            cell.awaitFarewell(peer);
        });
    }

    private static Act opened(byte[] then) {
        return (cell, peer) -> {
            cell.open(peer);
            peer.write(cell.content(then));
        };
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] filled(int bytes) {
        byte[] filled = new byte[bytes];
        java.util.Arrays.fill(filled, (byte) 'x');
        return filled;
    }

    @Override
    public String toString() {
        return name;
    }
}
