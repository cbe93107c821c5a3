package dev.pushbench.server.admin;

/**
 * The answer of {@code GET /admin/clock}.
 *
 * @param nanoTime {@link System#nanoTime()} of the server, in which its messages are stamped
 */
public record ClockReading(long nanoTime) {}
