package dev.pushbench.loadgen.transport;

import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.frames.HeadersFrame;

/** The request that opens a stream: the same for every subscription, RFC 8441 has no key. */
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

    HeadersFrame frame(String pathQuery) {
        String scheme = (target.config().secure() ? HttpScheme.HTTPS : HttpScheme.HTTP).asString();
        if (target.config().webSocket()) {
            return new HeadersFrame(
                    new MetaData.ConnectRequest(scheme, authority, pathQuery, fields, "websocket"), null, false);
        }
        return request("GET", scheme, pathQuery, fields, true);
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
}
