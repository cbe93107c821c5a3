package dev.pushbench.server.transport;

import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.publish.Topics;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The {@code topic} of a request's query. */
final class TopicParameter {

    private TopicParameter() {}

    /** The topic that the request names, or null after answering 400 because there can be no such topic. */
    static Topic of(Request request, Response response, Callback callback, Topics topics) {
        try {
            return topics.get(Request.extractQueryParameters(request).getValue("topic"));
        } catch (IllegalArgumentException e) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage());
            return null;
        }
    }
}
