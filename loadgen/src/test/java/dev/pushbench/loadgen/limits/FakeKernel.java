package dev.pushbench.loadgen.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with the files of a kernel that does not exist. */
final class FakeKernel {

    private final Path root;

    FakeKernel(Path root) {
        this.root = root;
    }

    /** A server as one would wish it, without any limit of a control group. */
    static FakeKernel healthy(Path root) throws IOException {
        return new FakeKernel(root)
                .descriptors("20000", "20000")
                .file("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n")
                .file("proc/sys/net/ipv4/ip_local_reserved_ports", "\n")
                .sysctl("fs.nr_open", "1048576")
                .sysctl("fs.file-max", "9223372036854775807")
                .sysctl("fs.file-nr", "2544\t0\t9223372036854775807")
                .sysctl("net.core.somaxconn", "4096")
                .sysctl("net.ipv4.tcp_max_syn_backlog", "2048")
                .sysctl("net.ipv4.tcp_tw_reuse", "1")
                .sysctl("net.ipv4.tcp_mem", "287901\t383868\t575802")
                .file("proc/meminfo", "MemTotal:       16384000 kB\nMemFree:  1 kB\nMemAvailable:   12582912 kB\n")
                .file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Abacus 9000\n")
                .file("proc/self/cgroup", "0::/\n")
                .file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n")
                .file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n")
                .file("sys/devices/system/cpu/cpuidle/current_driver", "none\n")
                .file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n")
                .file("sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc hpet acpi_pm \n");
    }

    FakeKernel file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    FakeKernel without(String path) throws IOException {
        Files.delete(root.resolve(path));
        return this;
    }

    FakeKernel sysctl(String name, String value) throws IOException {
        return file("proc/sys/" + name.replace('.', '/'), value + "\n");
    }

    FakeKernel descriptors(String soft, String hard) throws IOException {
        return file(
                "proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max cpu time              unlimited            unlimited            seconds   \n"
                        + String.format("Max open files            %-20s %-20s files     %n", soft, hard));
    }

    KernelFiles files() {
        return new KernelFiles(root);
    }
}
