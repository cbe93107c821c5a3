package dev.pushbench.loadgen.limits;

import java.util.List;

/**
 * The ephemeral ports: those that the kernel gives to connections that do not ask for one. Each can be used once for each
 * pair of source address and target port.
 *
 * @param first of the range
 * @param last of the range
 * @param reserved how many in the range the kernel is told to leave alone
 */
public record PortRange(int first, int last, int reserved) {

    private static final int MAX_PORT = 65_535;

    /** Reads {@code net.ipv4.ip_local_port_range}, which is for IPv6 as well; null if it cannot be read. */
    static PortRange read(KernelFiles files) {
        List<Long> range = files.numbers("proc/sys/net/ipv4/ip_local_port_range", 2);
        if (range == null || range.get(0) < 1 || range.get(1) > MAX_PORT || range.get(0) > range.get(1)) {
            return null;
        }
        int first = range.get(0).intValue();
        int last = range.get(1).intValue();
        Integer reserved = reserved(files.text("proc/sys/net/ipv4/ip_local_reserved_ports"), first, last);
        // Nothing left is as odd as nothing readable.
        return reserved == null || reserved > last - first ? null : new PortRange(first, last, reserved);
    }

    /** Counts in a list such as {@code 8080,40000-40010}. */
    private static Integer reserved(String list, int first, int last) {
        int count = 0;
        for (String part : list == null ? new String[0] : list.split(",")) {
            int dash = part.indexOf('-');
            Long from = KernelFiles.parse((dash < 0 ? part : part.substring(0, dash)).strip());
            Long to = KernelFiles.parse(part.substring(dash + 1).strip());
            if (from == null || to == null) {
                return null;
            }
            count += (int) Math.max(0, Math.min(last, to) - Math.max(first, from) + 1);
        }
        return count;
    }

    /** Ports that can be had. */
    public int size() {
        return last - first + 1 - reserved;
    }

    /** Such as {@code 32768–60999}. */
    public String text() {
        return first + "–" + last;
    }
}
