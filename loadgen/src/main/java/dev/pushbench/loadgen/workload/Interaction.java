package dev.pushbench.loadgen.workload;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run does on its subscriptions besides measuring what a server pushes.
 *
 * @param send what each connection sends once it is open, in order, as {@link MessageTemplate}s
 * @param sendEvery the last of them is repeated at this interval; null for never
 * @param expect a regular expression (RE2) that every message shall match; null for any message
 * @param roundTrip messages are sent on the run's schedule, and timed until they come back
 * @param publishPath where event streams have their messages POSTed to, with a {@code topic} parameter; null unless they go
 *     round
 * @param idle nothing but heartbeats is expected
 * @param heartbeat interval at which a pushbench server shall send them; null for its own
 * @param pingEvery interval of WebSocket pings on each connection; null for none
 */
public record Interaction(
        List<String> send,
        Duration sendEvery,
        String expect,
        boolean roundTrip,
        String publishPath,
        boolean idle,
        Duration heartbeat,
        Duration pingEvery) {

    /** It listens. */
    public static final Interaction NONE = new Interaction(List.of(), null, null, false, null, false, null, null);

    /** All of it may have to wait for a peer that is slow to read. */
    private static final int MAX_SENDS_BYTES = 1 << 20;

    /** A path, and a query perhaps (RFC 3986, sections 3.3 and 3.4): nothing that would end a request line. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    public Interaction {
        send = List.copyOf(send);
        send.forEach(MessageTemplate::new);
        long bytes = send.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MAX_SENDS_BYTES) {
            throw new IllegalArgumentException(
                    "--send has " + bytes + " bytes in all: it must be at most " + MAX_SENDS_BYTES);
        }
        checkInterval("--send-every", sendEvery);
        checkInterval("--heartbeat", heartbeat);
        checkInterval("--ping-every", pingEvery);
        if (heartbeat != null && !idle) {
            throw new IllegalArgumentException("--heartbeat is about silent connections: give it with --idle");
        }
        if (sendEvery != null && send.isEmpty()) {
            throw new IllegalArgumentException("--send-every repeats a message: give it with --send");
        }
        if (roundTrip && (!send.isEmpty() || idle)) {
            throw new IllegalArgumentException(
                    "--round-trip sends messages of its own: leave out " + (idle ? "--idle" : "--send"));
        }
        if (publishPath != null && !PATH.matcher(publishPath).matches()) {
            throw new IllegalArgumentException(
                    "--publish-path is '" + publishPath + "': it must be a path such as /publish, as a URL has it");
        }
        checkExpression(expect);
    }

    private static void checkInterval(String option, Duration interval) {
        if (interval != null && (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0)) {
            throw new IllegalArgumentException(
                    option + " is " + interval.toMillis() + "ms: it must be from 1ms to 24h");
        }
    }

    private static void checkExpression(String expect) {
        try {
            if (expect != null) {
                Pattern.compile(expect);
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("--expect is '" + expect + "': " + e.getDescription()
                    + "; it must be a regular expression in RE2's syntax");
        }
    }

    /**
     * Checks that the protocol can do it.
     *
     * @param webSocket or else an event stream
     * @param query of the URL, or null
     * @throws IllegalArgumentException if it cannot
     */
    public void check(boolean webSocket, String query) {
        if (!webSocket && roundTrip && query != null && query.matches("(.*&)?topic=.*")) {
            throw new IllegalArgumentException(
                    "--round-trip gives each event stream a topic of its own: leave topic= out of the URL");
        }
        if (!webSocket && !send.isEmpty()) {
            throw new IllegalArgumentException("--send needs a ws:// or wss:// URL: an event stream cannot send");
        }
        if (!webSocket && pingEvery != null) {
            throw new IllegalArgumentException(
                    "--ping-every needs a ws:// or wss:// URL: an event stream has no pings");
        }
    }

    /** What was asked for, by the names of the options. */
    public Map<String, Object> resolved() {
        Map<String, Object> resolved = new LinkedHashMap<>();
        if (!send.isEmpty()) {
            resolved.put("send", send);
        }
        putMillis(resolved, "send-every", sendEvery);
        if (expect != null) {
            resolved.put("expect", expect);
        }
        if (roundTrip) {
            resolved.put("round-trip", true);
            resolved.put("publish-path", publishPath);
        }
        if (idle) {
            resolved.put("idle", true);
        }
        putMillis(resolved, "heartbeat", heartbeat);
        putMillis(resolved, "ping-every", pingEvery);
        return resolved;
    }

    private static void putMillis(Map<String, Object> resolved, String option, Duration time) {
        if (time != null) {
            resolved.put(option, time.toMillis() + "ms");
        }
    }

    /** Whether what the target pushes by itself is what the run is about. */
    public boolean listens() {
        return !sends() && !idle;
    }

    /** Whether it sends messages. */
    public boolean sends() {
        return roundTrip || !send.isEmpty();
    }
}
