package dev.pushbench.loadgen.measure;

import dev.pushbench.loadgen.transport.SocketOptions;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.server.admin.DelayRecorder;
import dev.pushbench.server.admin.HiccupMeter;
import dev.pushbench.server.admin.ProcessStats;
import org.HdrHistogram.Histogram;

/**
 * Watches this program itself over the measurement window: processor time, collections, how late an idle thread wakes,
 * and how long a task waits for an event loop. One control thread calls.
 */
public final class Health implements AutoCloseable {

    private final Transport transport;
    private final DelayRecorder loopDelay = new DelayRecorder();
    private final HiccupMeter hiccups;
    private ProcessStats before;
    private long beforeNs;

    /** Starts to watch. */
    public Health(Transport transport) {
        this.transport = transport;
        this.hiccups = new HiccupMeter(this::probe);
    }

    private void probe(long nowNs) {
        transport.probeEventLoops(loopDelay::record);
    }

    /** The window opens: forget everything before. */
    public void begin() {
        hiccups.reset();
        loopDelay.reset();
        before = ProcessStats.now();
        beforeNs = System.nanoTime();
    }

    /** The window has closed: what happened in it. */
    public Vitals end() {
        ProcessStats after = ProcessStats.now();
        return new Vitals(
                System.nanoTime() - beforeNs,
                after.cpuNs() - before.cpuNs(),
                after.gcMillis() - before.gcMillis(),
                after.allocatedBytes() - before.allocatedBytes(),
                hiccups.hiccups(),
                loopDelay.total(),
                transport.socketOptions());
    }

    @Override
    public void close() {
        hiccups.close();
    }

    /**
     * This program over the window.
     *
     * @param windowNs how long it was watched
     * @param cpuNs processor time, all threads
     * @param gcMillis time spent in collections
     * @param allocatedBytes heap that its threads allocated
     * @param hiccups how late an idle thread woke up, in nanoseconds
     * @param loopDelay how long a task waited for an event loop, in nanoseconds
     * @param sockets what the connections made so far turned out to be set to
     */
    public record Vitals(
            long windowNs,
            long cpuNs,
            long gcMillis,
            long allocatedBytes,
            Histogram hiccups,
            Histogram loopDelay,
            SocketOptions sockets) {

        /**
         * Two processes on one machine: processor time adds up, for they share the cores; of collections the one that has
         * more counts, for a pause holds up its own subscriptions only.
         */
        public Vitals plus(Vitals other) {
            return new Vitals(
                    Math.max(windowNs, other.windowNs),
                    cpuNs + other.cpuNs,
                    Math.max(gcMillis, other.gcMillis),
                    allocatedBytes + other.allocatedBytes,
                    sum(hiccups, other.hiccups),
                    sum(loopDelay, other.loopDelay),
                    sockets.plus(other.sockets));
        }

        /** The same with another processor time. */
        public Vitals withCpuNs(long otherCpuNs) {
            return new Vitals(windowNs, otherCpuNs, gcMillis, allocatedBytes, hiccups, loopDelay, sockets);
        }

        private static Histogram sum(Histogram one, Histogram two) {
            Histogram sum = one.copy();
            sum.setAutoResize(true);
            sum.add(two);
            return sum;
        }
    }
}
