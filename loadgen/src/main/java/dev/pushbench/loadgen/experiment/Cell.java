package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.transport.HttpVersion;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One transport over one HTTP version: the columns of the comparison, in their fixed order.
 */
public enum Cell {
    WS_1_1("ws/1.1", "ws", HttpVersion.HTTP_1_1),
    WS_2("ws/2", "ws", HttpVersion.HTTP_2),
    SSE_1_1("sse/1.1", "sse", HttpVersion.HTTP_1_1),
    SSE_2("sse/2", "sse", HttpVersion.HTTP_2);

    private final String label;
    private final String protocol;
    private final HttpVersion httpVersion;

    Cell(String label, String protocol, HttpVersion httpVersion) {
        this.label = label;
        this.protocol = protocol;
        this.httpVersion = httpVersion;
    }

    /** The name, without a variant's suffix. */
    public String label() {
        return label;
    }

    /** {@code ws} or {@code sse}. */
    String protocol() {
        return protocol;
    }

    public HttpVersion httpVersion() {
        return httpVersion;
    }

    /**
     * Where a pushbench server has it.
     *
     * @param server base URL, {@code http} or {@code https}
     */
    public URI url(URI server) {
        return url(server, "/" + protocol);
    }

    /** An endpoint of its protocol at that path. */
    URI url(URI server, String path) {
        String scheme = protocol.equals("ws") ? server.getScheme().replace("http", "ws") : server.getScheme();
        return URI.create(scheme + "://" + server.getRawAuthority() + path);
    }

    /** WebSocket over the same version of HTTP. */
    Cell overWebSocket() {
        return httpVersion == HttpVersion.HTTP_2 ? WS_2 : WS_1_1;
    }

    /** The cell of that name. */
    public static Cell of(String label) {
        return Arrays.stream(values())
                .filter(cell -> cell.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--cells: '" + label + "' is not a cell: the cells are "
                        + Arrays.stream(values()).map(Cell::label).collect(Collectors.joining(", "))));
    }

    /** All of them. */
    public static List<Cell> all() {
        return List.of(values());
    }
}
