/**
 * What those who measure need to know of a server, over HTTP, below {@code /admin}.
 *
 * <pre>
 * GET    /admin/clock              the server's clock, for the offset handshake
 * GET    /admin/stats              CPU, memory, hiccups, subscriptions, messages, schedules; ?gc=true collects first
 * GET    /admin/metrics            the same for Prometheus
 * POST   /admin/schedule/TOPIC     {"ratePerSecond":20,"payloadBytes":100,"pattern":"SPREAD","messages":400,"startInMillis":100}
 * DELETE /admin/schedule/TOPIC     stops it
 * POST   /admin/heartbeat          {"intervalMillis":500}, for all silent connections; answers what it was before
 * </pre>
 *
 * <p>A server that is reachable from other hosts wants {@code Authorization: Bearer TOKEN}. The records of this package
 * are the JSON of these answers; the load generator reads them with the same records.
 */
package dev.pushbench.server.admin;
