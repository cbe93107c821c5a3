package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/** Whether a response head opens a subscription, for both HTTP versions; if not, the end that tells why. */
final class ResponseCheck {

    private static final String WHAT_IS_BETWEEN = ": check the path, and the proxies on the way";

    private final Target target;

    ResponseCheck(Target target) {
        this.target = target;
    }

    /** An event stream must be answered 200 and with its own content type. Null if it is. */
    SubscriptionEnd eventStream(int status, String reason, HttpFields fields) {
        if (status != 200) {
            return status(status, reason, fields);
        }
        String contentType = fields.get(HttpHeader.CONTENT_TYPE);
        if (contentType == null) {
            return end(
                    Cause.CONTENT_TYPE,
                    target.request() + " answered without a content type instead of text/event-stream: check the path");
        }
        String essence = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!essence.equals("text/event-stream")) {
            return end(
                    Cause.CONTENT_TYPE,
                    target.request() + " answered " + Detail.clean(contentType)
                            + " instead of text/event-stream: check the path");
        }
        String encoding = fields.get(HttpHeader.CONTENT_ENCODING);
        boolean asked = target.config().request().gzip() && isGzip(fields);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !asked) {
            return end(
                    Cause.CONTENT_TYPE,
                    target.request() + " answered with content encoding " + Detail.clean(encoding)
                            + ", which was not asked for: "
                            + (isGzip(fields) ? "take it with --gzip, or " : "") + "switch it off on the server");
        }
        return null;
    }

    /** RFC 6455, section 4.1. Null if the server agreed. */
    SubscriptionEnd upgrade(int status, String reason, HttpFields fields, WebSocketKey key) {
        if (status == 200) {
            return noUpgrade("answered 200 instead of 101: check the path, and whether a proxy takes the upgrade away");
        } else if (status != 101) {
            return status(status, reason, fields);
        } else if (!fields.contains(HttpHeader.UPGRADE, "websocket")) {
            return noUpgrade("answered 101 without \"Upgrade: websocket\"" + WHAT_IS_BETWEEN);
        } else if (!fields.contains(HttpHeader.CONNECTION, "upgrade")) {
            return noUpgrade("answered 101 without \"Connection: Upgrade\"" + WHAT_IS_BETWEEN);
        } else if (!key.isAnsweredBy(fields.get(HttpHeader.SEC_WEBSOCKET_ACCEPT))) {
            return noUpgrade("answered with a wrong Sec-WebSocket-Accept: go past the proxy that caches the handshake");
        }
        return agreed(fields);
    }

    /** RFC 8441, section 5. Null if the server agreed. */
    SubscriptionEnd extendedConnect(int status, HttpFields fields) {
        return status == 200 ? agreed(fields) : status(status, null, fields);
    }

    private SubscriptionEnd agreed(HttpFields fields) {
        HttpField extensions = fields.getField(HttpHeader.SEC_WEBSOCKET_EXTENSIONS);
        if (extensions != null) {
            String why = target.config().request().deflate() ? wrong(fields) : "which was not offered";
            if (why != null) {
                return noUpgrade("agreed to the extension " + Detail.clean(extensions.getValue()) + ", "
                        + Detail.clean(why) + ": switch it off on the server");
            }
        }
        HttpField subprotocol = fields.getField(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL);
        if (subprotocol != null
                && !target.subprotocols().contains(subprotocol.getValue().trim())) {
            return noUpgrade("chose the subprotocol " + Detail.clean(subprotocol.getValue())
                    + ", which was not offered: give it with --subprotocol");
        }
        // What browsers insist on, too (WHATWG WebSockets, section 2.2); RFC 6455 leaves it open.
        List<String> asked = target.config().request().subprotocols();
        if (subprotocol == null && !asked.isEmpty()) {
            return noUpgrade("chose none of the subprotocols " + String.join(", ", asked)
                    + ": name one that it knows with --subprotocol");
        }
        return null;
    }

    private static String wrong(HttpFields fields) {
        try {
            DeflateAgreement.of(fields);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The body is in gzip. */
    static boolean isGzip(HttpFields fields) {
        String encoding = fields.get(HttpHeader.CONTENT_ENCODING);
        return encoding != null && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
    }

    private SubscriptionEnd noUpgrade(String what) {
        return end(Cause.NO_UPGRADE, target.request() + " " + what);
    }

    private SubscriptionEnd status(int status, String reason, HttpFields fields) {
        String name = reason == null || reason.isBlank() ? name(status) : reason;
        return end(
                status == HttpStatus.NO_CONTENT_204 ? Cause.NO_CONTENT : Cause.HTTP_STATUS,
                (target.request() + " answered " + status + " " + Detail.clean(name)).stripTrailing()
                        + advice(status, fields));
    }

    private static String name(int status) {
        String name = HttpStatus.getMessage(status);
        return name.equals(Integer.toString(status)) ? "" : name;
    }

    private static String advice(int status, HttpFields fields) {
        String location = fields.get(HttpHeader.LOCATION);
        if (status / 100 == 3 && location != null) {
            return ": redirects are not followed, use " + Detail.clean(location);
        }
        return switch (status) {
            case 204 -> ": the server wants no event stream here";
            case 401, 403 -> ": give credentials with --user, --bearer or --header";
            case 404, 410 -> ": check the path";
            case 405, 426 -> ": check that the endpoint speaks this protocol";
            case 429, 503 -> ": the server turns connections away, use fewer or a lower --connect-rate";
            default ->
                status / 100 == 5 ? ": look at the server's log" : ": " + Cause.remedy(Cause.HTTP_STATUS.label());
        };
    }

    private static SubscriptionEnd end(Cause cause, String detail) {
        return new SubscriptionEnd(cause, detail);
    }
}
