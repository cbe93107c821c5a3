package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.transport.TlsLayer;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.admin.ClockReading;
import dev.pushbench.server.admin.HeartbeatSetting;
import dev.pushbench.server.admin.ScheduleRequest;
import dev.pushbench.server.admin.ScheduleStarted;
import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.SendSchedule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the admin API of a pushbench server. Owned by the control thread; {@link #start} comes from any. */
final class AdminClient implements AutoCloseable {

    private static final int CLOCK_ROUND_TRIPS = 20;
    private static final long TIMEOUT_SECONDS = 10;

    private final URI base;
    private final String token;
    private final HttpClient http = new HttpClient();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * @param target any URL of the server
     * @param token or null
     */
    AdminClient(TransportConfig target, String token) throws UnusableTarget {
        URI url = target.target();
        this.base = URI.create((target.secure() ? "https://" : "http://") + url.getRawAuthority());
        this.token = token;
        // The subscriptions have already checked the certificate, or were told not to.
        http.setSslContextFactory(target.secure() ? new SslContextFactory.Client(true) : TlsLayer.unused());
        InetAddress given = target.network().resolved(url.getHost(), portOf(target));
        if (given != null) {
            http.setSocketAddressResolver(
                    (host, port, context, promise) -> promise.succeeded(List.of(new InetSocketAddress(given, port))));
        }
        try {
            http.start();
        } catch (Exception e) {
            throw new UnusableTarget("the HTTP client does not start: " + e);
        }
    }

    private static int portOf(TransportConfig target) {
        int port = target.target().getPort();
        return port >= 0 ? port : target.secure() ? 443 : 80;
    }

    ServerStats stats(boolean collectFirst) throws UnusableTarget {
        return ask(http.newRequest(base.resolve("/admin/stats" + (collectFirst ? "?gc=true" : ""))), ServerStats.class);
    }

    ClockOffset clockOffset() throws UnusableTarget {
        URI clock = base.resolve("/admin/clock");
        // The first request pays for the connection.
        ask(http.newRequest(clock), ClockReading.class);
        try {
            return ClockOffset.estimate(
                    () -> {
                        try {
                            return ask(http.newRequest(clock), ClockReading.class)
                                    .nanoTime();
                        } catch (UnusableTarget e) {
                            throw new IllegalStateException(e.getMessage(), e);
                        }
                    },
                    System::nanoTime,
                    CLOCK_ROUND_TRIPS);
        } catch (IllegalStateException e) {
            throw new UnusableTarget(e.getMessage());
        }
    }

    /** Starts a schedule so many milliseconds from now. */
    ScheduleStarted start(String topic, SendSchedule schedule, long startInMillis) throws UnusableTarget {
        ScheduleRequest wanted = new ScheduleRequest(
                schedule.ratePerSecond(),
                schedule.payloadBytes(),
                schedule.format(),
                schedule.pattern(),
                schedule.messages(),
                schedule.stages(),
                startInMillis);
        return ask(
                http.POST(base.resolve("/admin/schedule/" + topic))
                        .body(new StringRequestContent("application/json", json.writeValueAsString(wanted))),
                ScheduleStarted.class);
    }

    /**
     * Has the server send heartbeats at that interval.
     *
     * @return the interval before
     */
    Duration heartbeat(Duration interval) throws UnusableTarget {
        String body = json.writeValueAsString(new HeartbeatSetting(interval.toMillis()));
        HeartbeatSetting before = ask(
                http.POST(base.resolve("/admin/heartbeat")).body(new StringRequestContent("application/json", body)),
                HeartbeatSetting.class);
        return Duration.ofMillis(before.intervalMillis());
    }

    void stop(String topic) throws UnusableTarget {
        send(http.newRequest(base.resolve("/admin/schedule/" + topic)).method("DELETE"));
    }

    private <T> T ask(Request request, Class<T> answer) throws UnusableTarget {
        ContentResponse response = send(request);
        try {
            return json.readValue(response.getContent(), answer);
        } catch (JacksonException e) {
            throw new UnusableTarget(request.getURI() + " answered something else than a pushbench server does: "
                    + e.getOriginalMessage());
        }
    }

    private ContentResponse send(Request request) throws UnusableTarget {
        if (token != null) {
            request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, "Bearer " + token));
        }
        try {
            ContentResponse response =
                    request.timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).send();
            if (response.getStatus() == HttpStatus.UNAUTHORIZED_401) {
                throw new UnusableTarget(request.getURI()
                        + " wants a token: give the one that the server was started with (--admin-token)");
            }
            if (!HttpStatus.isSuccess(response.getStatus())) {
                throw new UnusableTarget(request.getMethod() + " " + request.getURI() + " answered: "
                        + response.getContentAsString().strip());
            }
            return response;
        } catch (ExecutionException | TimeoutException e) {
            throw new UnusableTarget(request.getMethod() + " " + request.getURI() + " failed: "
                    + (e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableTarget("interrupted while waiting for " + request.getURI());
        }
    }

    @Override
    public void close() {
        try {
            http.stop();
        } catch (Exception e) {
            // Nothing depends on it any more: every answer has been read.
        }
    }
}
