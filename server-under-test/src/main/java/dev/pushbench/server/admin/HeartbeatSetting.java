package dev.pushbench.server.admin;

/**
 * The body of {@code POST /admin/heartbeat}, and its answer, which has the interval before.
 *
 * @param intervalMillis between two heartbeats on a connection that is silent, from 1 to 86,400,000
 */
public record HeartbeatSetting(long intervalMillis) {}
