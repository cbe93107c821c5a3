package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Where an answer sends a subscription (RFC 9110, section 15.4).
 *
 * @param target null if it must not go there
 * @param refusal why not; null if it may
 */
record Redirect(Target target, SubscriptionEnd refusal) {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    /** Meant for whom they were given to; what curl and browsers leave out, too (WHATWG Fetch, section 4.4). */
    private static final Set<String> FOR_THIS_ORIGIN = Set.of("authorization", "cookie", "host", "proxy-authorization");

    /** Null if the answer is no redirect, or redirects are not to be followed. */
    static Redirect of(Target from, int status, HttpFields fields) {
        int most = from.config().request().maxRedirects();
        String location = fields.get(HttpHeader.LOCATION);
        if (!STATUSES.contains(status) || location == null || most == 0) {
            return null;
        }
        Target to;
        try {
            to = new Target(configured(from, url(from, location)), from);
        } catch (IllegalArgumentException e) {
            return refused(from, "redirects to " + Detail.clean(location) + ", which cannot be followed");
        }
        if (from.config().secure() && !to.config().secure()) {
            return refused(from, "redirects from TLS to cleartext, " + to.url() + ": that is not followed");
        }
        for (Target before = from; before != null; before = before.redirectedFrom()) {
            if (before.url().equals(to.url())) {
                return refused(from, "redirects in a loop, to " + to.url() + " again");
            }
        }
        return to.redirects() > most
                ? refused(
                        from, "redirects once more, to " + to.url() + ", after " + most + " times: see --max-redirects")
                : new Redirect(to, null);
    }

    private static Redirect refused(Target from, String why) {
        return new Redirect(null, new SubscriptionEnd(Cause.HTTP_STATUS, from.request() + " " + why));
    }

    private static URI url(Target from, String location) {
        URI base = from.config().target();
        // URI.resolve takes the last segment off before a query, against RFC 3986, section 5.2.2.
        URI to = base.resolve(location.startsWith("?") ? base.getRawPath() + location : location);
        if (to.getHost() == null) {
            throw new IllegalArgumentException("no host");
        }
        String port = to.getPort() < 0 ? "" : ":" + to.getPort();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return URI.create(scheme(from.config(), to) + "://" + to.getHost() + port + to.getRawPath() + query);
    }

    private static String scheme(TransportConfig from, URI to) {
        String given = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        return switch (given) {
            case "http" -> from.webSocket() ? "ws" : "http";
            case "https" -> from.webSocket() ? "wss" : "https";
            case "ws", "wss" -> {
                if (!from.webSocket()) {
                    throw new IllegalArgumentException("another protocol");
                }
                yield given;
            }
            default -> throw new IllegalArgumentException("another protocol");
        };
    }

    private static TransportConfig configured(Target from, URI url) {
        TransportConfig config = from.config().withTarget(url);
        if (new Target(config, null).origin().equals(from.origin())) {
            return config;
        }
        List<String> headers = config.request().headers().stream()
                .filter(header -> !FOR_THIS_ORIGIN.contains(
                        header.substring(0, header.indexOf(':')).trim().toLowerCase(Locale.ROOT)))
                .toList();
        return config.with(it -> it.headers = headers);
    }
}
