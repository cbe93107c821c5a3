package dev.pushbench.loadgen.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the request for a subscription says.
 *
 * @param headers as {@code -H} takes them, {@code Name: value}, credentials among them; they win over the engine's own
 * @param subprotocols offered to a WebSocket server, the preferred one first (RFC 6455, section 1.9)
 * @param deflate offer to take a WebSocket's messages compressed (RFC 7692)
 * @param gzip ask for an event stream compressed (RFC 9110, section 8.4.1.3)
 * @param maxRedirects that are followed one after the other; 0: none
 */
public record RequestConfig(
        List<String> headers, List<String> subprotocols, boolean deflate, boolean gzip, int maxRedirects) {

    /** What the engine must write itself for the exchange to work. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "connection",
            "upgrade",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "content-length",
            "transfer-encoding");

    private static final int MAX_REDIRECTS = 100;

    public RequestConfig {
        headers = List.copyOf(headers);
        subprotocols = List.copyOf(subprotocols);
        headers.forEach(RequestConfig::checkHeader);
        if (maxRedirects < 0 || maxRedirects > MAX_REDIRECTS) {
            throw new IllegalArgumentException(
                    "--max-redirects " + maxRedirects + ": must be from 0 to " + MAX_REDIRECTS);
        }
        checkSubprotocols(headers, subprotocols);
    }

    /** Without values, which may be secret: this ends up in logs. */
    @Override
    public String toString() {
        List<String> names = headers.stream().map(RequestConfig::name).toList();
        return "RequestConfig[headers=" + names + ", subprotocols=" + subprotocols + ", deflate=" + deflate + ", gzip="
                + gzip + ", maxRedirects=" + maxRedirects + "]";
    }

    private static String name(String header) {
        int colon = header.indexOf(':');
        return colon < 0 ? "" : header.substring(0, colon).trim();
    }

    private static void checkHeader(String header) {
        String name = name(header);
        if (!isToken(name)) {
            String firstWord = header.strip().split("\\s", 2)[0];
            throw new IllegalArgumentException("--header \"" + firstWord + " …\": must be \"Name: value\"");
        }
        if (header.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("--header " + name + ": the value holds a character that HTTP forbids");
        }
        if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("--header " + name + ": is written by the transport itself");
        }
    }

    private static void checkSubprotocols(List<String> headers, List<String> subprotocols) {
        Set<String> seen = new HashSet<>();
        for (String subprotocol : subprotocols) {
            if (!isToken(subprotocol)) {
                throw new IllegalArgumentException(
                        "--subprotocol \"" + subprotocol + "\": must be a name of letters, digits and !#$%&'*+-.^_`|~");
            }
            if (!seen.add(subprotocol)) {
                throw new IllegalArgumentException("--subprotocol " + subprotocol + ": is named twice");
            }
        }
        if (!subprotocols.isEmpty()
                && headers.stream().map(RequestConfig::name).anyMatch("Sec-WebSocket-Protocol"::equalsIgnoreCase)) {
            throw new IllegalArgumentException(
                    "--subprotocol and --header Sec-WebSocket-Protocol: say the same, give one of them");
        }
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }
}
