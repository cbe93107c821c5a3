package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One subscription's POSTs that have not been answered yet, in bounds: a server that does not answer must not fill the
 * heap. Any thread.
 */
final class PostQueue {

    /** Of all bodies together; a single one may be larger. */
    static final int MAX_UNANSWERED_BYTES = 1 << 20;

    private final Target target;
    private final AtomicInteger unansweredBytes = new AtomicInteger();

    PostQueue(Target target) {
        this.target = target;
    }

    /** One POST; told once what came of it. */
    final class Post {

        private final String pathQuery;
        private final byte[] body;
        private final Consumer<SubscriptionEnd> onFailed;
        private boolean over;

        private Post(String pathQuery, byte[] body, Consumer<SubscriptionEnd> onFailed) {
            this.pathQuery = pathQuery;
            this.body = body;
            this.onFailed = onFailed;
        }

        String pathQuery() {
            return pathQuery;
        }

        byte[] body() {
            return body;
        }

        /** The head of the answer is here. */
        void answered(int status) {
            if (status / 100 == 2) {
                over(null);
            } else {
                failed(Cause.HTTP_STATUS, "answered " + status);
            }
        }

        /** How long the answer may take, from when the request is sent. */
        Duration timeout() {
            return target.config().network().responseTimeout();
        }

        /** It has taken longer. */
        void unanswered() {
            failed(Cause.NO_RESPONSE, "no response within " + timeout().toMillis() + " ms");
        }

        /** @param what after the name of the request */
        void failed(Cause cause, String what) {
            over(new SubscriptionEnd(cause, "POST " + target.authority() + pathQuery + ": " + what));
        }

        private void over(SubscriptionEnd failure) {
            if (over) {
                return;
            }
            over = true;
            unansweredBytes.addAndGet(-body.length);
            if (failure != null) {
                onFailed.accept(failure);
            }
        }
    }

    /** Takes a POST; null if it has been told that there is no room for it. */
    Post take(String pathQuery, ByteBuffer body, Consumer<SubscriptionEnd> onFailed) {
        byte[] own = new byte[body.remaining()];
        body.get(body.position(), own);
        Post post = new Post(pathQuery, own, onFailed);
        int before = unansweredBytes.getAndAdd(own.length);
        if (before > 0 && before + own.length > MAX_UNANSWERED_BYTES) {
            post.failed(
                    Cause.UNREAD,
                    "the server does not answer, and more than " + MAX_UNANSWERED_BYTES
                            + " bytes wait: lower the rate");
            return null;
        }
        return post;
    }
}
