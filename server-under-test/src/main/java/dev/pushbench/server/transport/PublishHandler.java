package dev.pushbench.server.transport;

import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** The upstream half of an application that pushes by SSE: a POST whose body goes to everyone who subscribes. */
final class PublishHandler extends Handler.Abstract {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Subscriptions subscriptions;

    PublishHandler(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (length < 0 || length > MAX_BODY_BYTES) {
            Response.writeError(
                    request,
                    response,
                    callback,
                    length < 0 ? HttpStatus.LENGTH_REQUIRED_411 : HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "the body needs a Content-Length of at most " + MAX_BODY_BYTES);
            return true;
        }
        Topic topic = TopicParameter.of(request, response, callback, subscriptions.topics());
        if (topic == null) {
            return true;
        }
        Content.Source.asByteBuffer(
                request, Promise.from(body -> publish(request, response, callback, topic, body), callback::failed));
        return true;
    }

    private static void publish(Request request, Response response, Callback callback, Topic topic, ByteBuffer body) {
        if (!isUtf8(body.slice())) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, "the body is not UTF-8 text");
            return;
        }
        topic.broadcast(new PushMessage(BufferUtil.toArray(body)));
        response.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
    }

    /** A text frame with anything else would make every WebSocket client hang up (RFC 6455, 8.1). */
    private static boolean isUtf8(ByteBuffer body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(body);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
