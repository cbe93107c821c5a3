package dev.pushbench.server.admin;

import dev.pushbench.server.publish.Heartbeat;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.transport.Subscriptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers below {@code /admin}. */
public final class AdminHandler extends Handler.Abstract {

    private static final String SCHEDULE = "/admin/schedule/";
    private static final int MAX_BODY_BYTES = 10_000;
    private static final long NS_PER_MILLI = 1_000_000;

    private final Subscriptions subscriptions;
    private final Heartbeat heartbeat;
    private final StatsReader stats;
    private final Metrics metrics;
    private final byte[] authorization;
    /** A field with a typing error must not be taken for one that is left out. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * @param bytesWritten to sockets so far
     * @param token that requests must bring, or null to let everybody in
     */
    public AdminHandler(
            Subscriptions subscriptions,
            Heartbeat heartbeat,
            HiccupMeter hiccups,
            LongSupplier bytesWritten,
            String token) {
        this.subscriptions = subscriptions;
        this.heartbeat = heartbeat;
        this.stats = new StatsReader(subscriptions, hiccups, bytesWritten);
        this.metrics = new Metrics(stats);
        this.authorization = token == null ? null : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!authorized(request)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            Response.writeError(
                    request, response, callback, HttpStatus.UNAUTHORIZED_401, "the admin token is missing or wrong");
            return true;
        }
        String path = request.getHttpURI().getDecodedPath();
        String route = request.getMethod() + " " + (path.startsWith(SCHEDULE) ? SCHEDULE : path);
        try {
            switch (route) {
                case "GET /admin/clock" -> writeJson(response, callback, new ClockReading(System.nanoTime()));
                case "GET /admin/stats" -> writeStats(request, response, callback);
                case "GET /admin/metrics" -> write(response, callback, Metrics.CONTENT_TYPE, metrics.scrape());
                case "POST " + SCHEDULE -> {
                    Topic topic = topic(path);
                    read(request, response, callback, body -> startSchedule(response, callback, topic, body));
                }
                case "POST /admin/heartbeat" ->
                    read(request, response, callback, body -> setHeartbeat(response, callback, body));
                case "DELETE " + SCHEDULE -> {
                    topic(path).stopPublishing();
                    response.setStatus(HttpStatus.NO_CONTENT_204);
                    callback.succeeded();
                }
                default -> Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (IllegalArgumentException e) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage());
        }
        return true;
    }

    private boolean authorized(Request request) {
        if (authorization == null) {
            return true;
        }
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        // In constant time: the token must not leak byte by byte.
        return given != null && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private Topic topic(String path) {
        return subscriptions.topics().get(path.substring(SCHEDULE.length()));
    }

    private void writeStats(Request request, Response response, Callback callback) {
        if ("true".equals(Request.extractQueryParameters(request).getValue("gc"))) {
            System.gc();
        }
        writeJson(response, callback, stats.now());
    }

    /** Does not wait for the body: a peer that never sends it would keep a thread. */
    private static void read(Request request, Response response, Callback callback, Consumer<String> use) {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("the body needs a Content-Length of at most " + MAX_BODY_BYTES);
        }
        Content.Source.asString(
                request,
                StandardCharsets.UTF_8,
                Promise.from(
                        body -> {
                            try {
                                use.accept(body);
                            } catch (IllegalArgumentException | JacksonException e) {
                                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, reason(e));
                            }
                        },
                        callback::failed));
    }

    private void startSchedule(Response response, Callback callback, Topic topic, String body) {
        ScheduleRequest wanted = json.readValue(body, ScheduleRequest.class);
        if (wanted == null) {
            throw new IllegalArgumentException("the body is null: it must be a schedule");
        }
        long startNs = System.nanoTime() + wanted.startInMillis() * NS_PER_MILLI;
        topic.publish(wanted.schedule(), startNs);
        writeJson(response, callback, new ScheduleStarted(topic.name(), startNs, topic.subscriptions()));
    }

    private void setHeartbeat(Response response, Callback callback, String body) {
        HeartbeatSetting wanted = json.readValue(body, HeartbeatSetting.class);
        if (wanted == null) {
            throw new IllegalArgumentException("the body is null: it must be a heartbeat");
        }
        Duration before = heartbeat.every(Duration.ofMillis(wanted.intervalMillis()));
        writeJson(response, callback, new HeartbeatSetting(before.toMillis()));
    }

    private void writeJson(Response response, Callback callback, Object body) {
        write(response, callback, "application/json", json.writeValueAsBytes(body));
    }

    private static void write(Response response, Callback callback, String contentType, byte[] body) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The innermost message: Jackson wraps what a record's constructor says. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost instanceof JacksonException json ? json.getOriginalMessage() : innermost.getMessage();
    }
}
