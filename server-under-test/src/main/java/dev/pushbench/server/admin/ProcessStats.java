package dev.pushbench.server.admin;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This process at one moment.
 *
 * @param cpuNs processor time so far, user and kernel, all threads
 * @param residentBytes resident set, or null where the system does not tell
 * @param heapUsedBytes live and dead objects; live ones only right after a collection
 * @param directBytes direct buffers
 * @param gcCount collections so far
 * @param gcMillis time spent in them so far
 * @param allocatedBytes heap that the threads alive now have allocated so far
 * @param kernelBytes what the kernel of this machine has for its own objects (slab: sockets, inodes, epoll entries) and
 *     for what waits in TCP buffers, whatever process it is for, or null where the system does not tell
 */
public record ProcessStats(
        long cpuNs,
        Long residentBytes,
        long heapUsedBytes,
        long directBytes,
        long gcCount,
        long gcMillis,
        long allocatedBytes,
        Long kernelBytes) {

    private static final Path STATM = Path.of("/proc/self/statm");
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path SOCKSTAT = Path.of("/proc/net/sockstat");
    /** proc_meminfo(5): in-kernel data structures cache, in units of 1,024 bytes. */
    private static final Pattern SLAB_KB = Pattern.compile("(?m)^Slab: +(\\d+) kB$");
    /** Pages of all TCP sockets of the machine, as {@code net.ipv4.tcp_mem} bounds them: tcp(7). */
    private static final Pattern TCP_PAGES = Pattern.compile("(?m)^TCP:.* mem (\\d+)$");

    private static final long PAGE_BYTES = 4096;
    private static final long KB_BYTES = 1024;

    /** Reads them now. */
    public static ProcessStats now() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return new ProcessStats(
                system.getProcessCpuTime(),
                residentBytesNow(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum(),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum(),
                allocatedBytesNow(),
                kernelBytesNow());
    }

    /** Reads them after a collection: what is used then is live. */
    public static ProcessStats afterCollection() {
        System.gc();
        return now();
    }

    private static long allocatedBytesNow() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        // -1 for a thread that has just ended.
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static Long residentBytesNow() {
        try {
            // proc(5): size resident shared text lib data dt, in pages.
            return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE_BYTES;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static Long kernelBytesNow() {
        Long slabKb = find(SLAB_KB, MEMINFO);
        Long tcpPages = find(TCP_PAGES, SOCKSTAT);
        return slabKb == null || tcpPages == null ? null : Long.valueOf(slabKb * KB_BYTES + tcpPages * PAGE_BYTES);
    }

    private static Long find(Pattern number, Path file) {
        try {
            Matcher found = number.matcher(Files.readString(file));
            return found.find() ? Long.valueOf(found.group(1)) : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
