package dev.pushbench.server.transport;

import dev.pushbench.server.publish.Topic;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with an event stream that lasts until one side ends it. */
final class SseHandler extends Handler.Abstract {

    private static final HttpField EVENT_STREAM = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/event-stream");
    private static final HttpField NO_CACHE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

    private final Subscriptions subscriptions;

    SseHandler(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.GET.asString());
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        Topic topic = TopicParameter.of(request, response, callback, subscriptions.topics());
        if (topic == null) {
            return true;
        }
        response.getHeaders().put(EVENT_STREAM);
        response.getHeaders().put(NO_CACHE);
        new SseSubscription(request, response, callback, topic, subscriptions).open();
        return true;
    }
}
