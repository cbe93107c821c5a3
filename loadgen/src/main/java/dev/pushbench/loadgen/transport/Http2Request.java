package dev.pushbench.loadgen.transport;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.frames.HeadersFrame;

/** The request that opens a stream: all but an event stream's last id are the same for every subscription. */
final class Http2Request {

    private final Target target;
    private final HostPortHttpField authority;
    private final HttpFields fields;

    Http2Request(Target target) {
        this.target = target;
        this.authority = new HostPortHttpField(target.authority());
        HttpFields.Mutable fields = HttpFields.build();
        target.headers().forEach(header -> fields.add(header.name(), header.value()));
        if (target.config().webSocket()) {
            fields.add("sec-websocket-version", "13");
        }
        this.fields = fields.asImmutable();
    }

    /** @param lastEventId null for none */
    HeadersFrame frame(String pathQuery, String lastEventId) {
        String scheme = (target.config().secure() ? HttpScheme.HTTPS : HttpScheme.HTTP).asString();
        if (target.config().webSocket()) {
            return new HeadersFrame(
                    new MetaData.ConnectRequest(scheme, authority, pathQuery, fields, "websocket"), null, false);
        }
        return request("GET", scheme, pathQuery, with(lastEventId), true);
    }

    /** The head of a POST of JSON. */
    HeadersFrame post(String pathQuery, int bodyBytes) {
        String scheme = (target.config().secure() ? HttpScheme.HTTPS : HttpScheme.HTTP).asString();
        HttpFields.Mutable own =
                HttpFields.build(fields).put("content-type", "application/json").put("content-length", bodyBytes);
        return request("POST", scheme, pathQuery, own, false);
    }

    private HeadersFrame request(String method, String scheme, String pathQuery, HttpFields own, boolean last) {
        HttpURI uri = HttpURI.build()
                .scheme(scheme)
                .host(authority.getHost())
                .port(authority.getPort())
                .pathQuery(pathQuery);
        return new HeadersFrame(
                new MetaData.Request(method, uri, org.eclipse.jetty.http.HttpVersion.HTTP_2, own), null, last);
    }

    private HttpFields with(String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return fields;
        }
        // Jetty writes a character a byte: so it leaves in the bytes that it came in.
        String bytes = new String(lastEventId.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return HttpFields.build(fields).add("last-event-id", bytes).asImmutable();
    }
}
