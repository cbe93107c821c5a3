package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Due;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.publish.SendSchedule;
import java.util.concurrent.TimeUnit;

/** One target URL of a run: what it publishes, and when the window on it is. Owned by the control thread. */
final class Feed {

    private final LoadConfig config;
    private Push push;
    private TargetServer server;
    private Expectation expectation;
    private Window window;
    private long flowStartNs;

    /** @param config of the run, with this target */
    Feed(LoadConfig config) {
        this.config = config;
        this.push = Push.of(config);
    }

    /** The subscriptions' URL. */
    TransportConfig target() {
        return push.target();
    }

    TargetServer server() {
        return server;
    }

    /**
     * Learns whose it is; a pushbench server with nothing to say is told to publish.
     *
     * @throws UnusableTarget if it publishes what this run does not read
     */
    void of(TargetServer owner) throws UnusableTarget {
        server = owner;
        expectation = owner.expectation(config);
        if (push.schedule() == null && config.interaction().listens()) {
            String topic = Push.topicOf(config.transport());
            owner.refuseOtherFormat(topic, config.push().format());
            if (owner.isSilentOn(topic)) {
                push = Push.onTopicOfUrl(config);
            }
        }
    }

    /** What its messages hold. */
    Expectation expectation() {
        return expectation;
    }

    /** What the server was told to publish, or null. */
    SendSchedule schedule() {
        return push.schedule();
    }

    /**
     * Messages are to flow: tells the server to publish where that is so. Any thread, while the control thread waits.
     *
     * @param startInMillis until the first message is due: long enough for every agent to hear of the window before
     */
    void start(long startInMillis) throws UnusableTarget, InterruptedException {
        flowStartNs = push.topic() == null
                ? server.targetNs(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(startInMillis))
                : server.start(push.topic(), push.schedule(), startInMillis).startNs();
    }

    /** Sets the window, after {@link #start}. */
    void begin() {
        if (push.schedule() == null) {
            long startNs = flowStartNs + config.warmup().toNanos();
            window =
                    new Window(flowStartNs, startNs, startNs + config.duration().toNanos(), false, null, null);
        } else {
            window = new Window(
                    flowStartNs,
                    flowStartNs + push.windowStartNs(),
                    flowStartNs + push.windowEndNs(),
                    true,
                    config.profile().isSteady() ? null : new Due(push.schedule(), flowStartNs),
                    push.broadcast());
        }
    }

    /** Nothing is to flow any more: an empty window. */
    void beginNothing() {
        flowStartNs = server.targetNs(System.nanoTime());
        window = new Window(flowStartNs, flowStartNs, flowStartNs, false, null, null);
    }

    Window window() {
        return window;
    }

    /** The window closes at that moment of {@link System#nanoTime()} at the latest. */
    void end(long nanoTime) {
        if (window != null) {
            window = window.endingBy(server.targetNs(nanoTime));
        }
    }

    /**
     * Messages due in the window, over all subscriptions, or -1 where nobody knows.
     *
     * @param subscriptions open when it opened
     */
    long expected(int subscriptions) {
        return window == null || !window.expectedIsKnown()
                ? -1
                : push.expected(subscriptions, window.endNs() - flowStartNs);
    }
}
