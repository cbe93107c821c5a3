package dev.pushbench.loadgen.workload;

/**
 * When which connection attempt is due. Pure.
 *
 * @param ratePerSecond attempts per second; 0 for as fast as the target takes them
 */
public record ConnectSchedule(double ratePerSecond) {

    private static final double NS_PER_SECOND = 1e9;

    public ConnectSchedule {
        if (!(ratePerSecond >= 0 && Double.isFinite(ratePerSecond))) {
            throw new IllegalArgumentException(
                    "--connect-rate is " + ratePerSecond + ": it must be connections per second, or 0 for no limit");
        }
    }

    /** Nanoseconds after the start at which the attempt of that index is due. */
    public long dueNs(int index) {
        return ratePerSecond == 0 ? 0 : Math.round(index * (NS_PER_SECOND / ratePerSecond));
    }
}
