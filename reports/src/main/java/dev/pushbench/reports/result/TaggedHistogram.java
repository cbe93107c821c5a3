package dev.pushbench.reports.result;

import org.HdrHistogram.Histogram;

/**
 * One line of {@code latency.hlog}: what one cell recorded in one interval, which is usually a second of one block.
 *
 * @param cell the tag, such as {@code ws/1.1}
 * @param metric what was measured
 * @param startMillis start of the interval, milliseconds since the epoch
 * @param endMillis end of the interval, milliseconds since the epoch
 * @param histogram of nanoseconds
 */
public record TaggedHistogram(String cell, Metric metric, long startMillis, long endMillis, Histogram histogram) {

    /** What the log keeps, with the suffix that follows the cell in the tag. */
    public enum Metric {
        /** Tagged with the bare cell, so that HdrHistogram's own tools plot it without further ado. */
        RESPONSE_TIME(""),
        SERVICE_TIME("|service"),
        SCHEDULE_LAG("|lag"),
        CONNECT_TIME("|connect"),
        HEADERS_TIME("|headers"),
        FIRST_MESSAGE("|first"),
        GAP("|gap"),
        HEARTBEAT_GAP("|heartbeat"),
        PING_TIME("|ping"),
        /** One value a message: when the last subscriber had it. */
        LAST_DELIVERY("|last");

        private final String suffix;

        Metric(String suffix) {
            this.suffix = suffix;
        }

        /** What follows the cell in the tag; empty for the response time. */
        public String suffix() {
            return suffix;
        }
    }
}
