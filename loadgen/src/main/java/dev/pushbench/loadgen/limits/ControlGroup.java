package dev.pushbench.loadgen.limits;

import java.util.List;
import java.util.function.Function;

/**
 * The limits that a control group puts on this process, as a container has them: version 2 in one hierarchy, version 1 in
 * one for each controller. The tightest of the group and its ancestors holds.
 */
final class ControlGroup {

    /** Version 1 writes "no limit" as the largest number of whole pages. */
    private static final long NO_LIMIT_BYTES = 1L << 60;

    private final KernelFiles files;
    private final List<String> memberships;

    ControlGroup(KernelFiles files) {
        this.files = files;
        String memberships = files.text("proc/self/cgroup");
        this.memberships = memberships == null ? null : memberships.lines().toList();
    }

    /** Processors' worth of time that may be used; infinite without a quota, null if that is unknown. */
    Double cores() {
        return tightest("cpu", this::coresOfVersion1, this::coresOfVersion2);
    }

    /** Bytes of memory that may be used; infinite without a limit, null if that is unknown. */
    Double memoryBytes() {
        return tightest(
                "memory",
                group -> limit(files.number(group + "/memory.limit_in_bytes")),
                group -> limit(files.number(group + "/memory.max")));
    }

    private Double tightest(
            String controller, Function<String, Double> ofVersion1, Function<String, Double> ofVersion2) {
        if (memberships == null) {
            return null;
        }
        double tightest = Double.POSITIVE_INFINITY;
        for (String membership : memberships) {
            String[] parts = membership.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                tightest = Math.min(tightest, overAncestors("sys/fs/cgroup", parts[2], ofVersion2));
            } else if (List.of(parts[1].split(",")).contains(controller)) {
                tightest = Math.min(tightest, overAncestors("sys/fs/cgroup/" + parts[1], parts[2], ofVersion1));
                tightest = Math.min(tightest, overAncestors("sys/fs/cgroup/" + controller, parts[2], ofVersion1));
            }
        }
        return tightest;
    }

    /** In a container the group's path may be that of the host, of which only the last part is mounted, as the root. */
    private static double overAncestors(String mount, String path, Function<String, Double> limit) {
        double tightest = Double.POSITIVE_INFINITY;
        String group = path.equals("/") ? "" : path;
        while (true) {
            tightest = Math.min(tightest, limit.apply(mount + group));
            if (group.isEmpty()) {
                return tightest;
            }
            group = group.substring(0, Math.max(0, group.lastIndexOf('/')));
        }
    }

    private double coresOfVersion1(String group) {
        Long quota = files.number(group + "/cpu.cfs_quota_us");
        Long period = files.number(group + "/cpu.cfs_period_us");
        return share(quota, period);
    }

    private double coresOfVersion2(String group) {
        // "max 100000" is no pair of numbers, and no quota.
        List<Long> quotaAndPeriod = files.numbers(group + "/cpu.max", 2);
        return quotaAndPeriod == null ? Double.POSITIVE_INFINITY : share(quotaAndPeriod.get(0), quotaAndPeriod.get(1));
    }

    private static double share(Long quota, Long period) {
        return quota == null || period == null || quota <= 0 || period <= 0
                ? Double.POSITIVE_INFINITY
                : (double) quota / period;
    }

    private static double limit(Long bytes) {
        return bytes == null || bytes >= NO_LIMIT_BYTES ? Double.POSITIVE_INFINITY : bytes;
    }
}
