package dev.pushbench.loadgen;

/**
 * One part of a run: opens its share of the subscriptions, measures what they receive, and hands over what it recorded.
 * {@link LoadGenerator} tells all agents of a run when to do what, and alone talks to the targets' admin API; whether an
 * agent works in this JVM or in another one is the agent's own business. What passes between the two are small records
 * that can be written as JSON.
 *
 * @implSpec The steps {@link #openFirst}, {@link #openRest}, {@link #measure} and {@link #recorded} are called once each,
 *     in this order and one at a time, and return when they are done. {@link #end} and {@link #finish} come from another
 *     thread meanwhile, never wait, and may come more than once. What happens is told in {@link Sample}s.
 */
public interface Agent extends AutoCloseable {

    /** For messages: which of the run's agents this is. */
    String name();

    /**
     * Opens one subscription.
     *
     * @return the {@code Server} header of its answer, or null
     * @throws UnusableTarget if it does not open
     */
    String openFirst() throws UnusableTarget, AgentLost, InterruptedException;

    /** Opens the other subscriptions; one that fails is an error of the run, and no reason to stop. */
    void openRest(Expectation expectation) throws AgentLost, InterruptedException;

    /** Measures one window, and what arrives late. */
    void measure(Window window) throws AgentLost, InterruptedException;

    /**
     * Ends early: opens nothing more, and closes the window at that time at the latest.
     *
     * @param endNs on the target's clock
     */
    void end(long endNs);

    /** Ends the wait for what is late: everything has arrived. */
    void finish();

    /** Closes the subscriptions and hands over what was recorded. */
    Recorded recorded() throws AgentLost, InterruptedException;

    @Override
    void close();
}
