package dev.pushbench.loadgen.measure;

import java.util.function.LongSupplier;

/**
 * How a target's clock relates to {@link System#nanoTime()} here: {@code target time = nanoTime + offsetNs}, give or take
 * {@code boundNs}.
 *
 * @param offsetNs 0 where both read the same clock
 * @param boundNs half of the fastest round trip: the offset cannot be farther off than that (NTP, RFC 5905)
 * @param sharedClock whether both proved to read one clock: then the offset is exactly 0
 */
public record ClockOffset(long offsetNs, long boundNs, boolean sharedClock) {

    /** Two processes that share CLOCK_MONOTONIC, taken on trust. */
    public static final ClockOffset ASSUMED_SHARED = new ClockOffset(0, 0, true);

    private static final long NS_PER_MILLI = 1_000_000;

    /**
     * Estimates the offset from the fastest of several round trips.
     *
     * <p>The target read its clock somewhere between the request and the answer, so its time lies within half a round
     * trip of the middle. If the two clocks are one, its reading lies between the two of ours in every round trip.
     *
     * @param targetClock asks the target for its time, in nanoseconds
     * @param nanoClock the clock here
     * @param roundTrips at least 1
     */
    public static ClockOffset estimate(LongSupplier targetClock, LongSupplier nanoClock, int roundTrips) {
        long fastest = Long.MAX_VALUE;
        long offset = 0;
        boolean between = true;
        for (int i = 0; i < roundTrips; i++) {
            long asked = nanoClock.getAsLong();
            long target = targetClock.getAsLong();
            long answered = nanoClock.getAsLong();
            long roundTrip = answered - asked;
            between &= asked <= target && target <= answered;
            if (roundTrip < fastest) {
                fastest = roundTrip;
                offset = target - (asked + roundTrip / 2);
            }
        }
        return new ClockOffset(between ? 0 : offset, fastest / 2 + 1, between);
    }

    /** The offset to wall-clock time, read here: the target's own wall clock is taken to be right. */
    public static ClockOffset toEpoch() {
        long nanoTime = System.nanoTime();
        long epochNs = Math.multiplyExact(System.currentTimeMillis(), NS_PER_MILLI);
        return new ClockOffset(epochNs - nanoTime, NS_PER_MILLI, false);
    }
}
