package dev.pushbench.loadgen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.limits.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each finding on a machine that has it, and on one that does not; what cannot be read is unknown. */
class DiagnosisTest {

    private static final Jvm JVM = new Jvm("A JVM 17", 2L << 30, List.of("G1 Young Generation"), 8);

    @TempDir
    private Path root;

    @Test
    void aHealthyMachineHasNothingToDo() throws IOException {
        Diagnosis diagnosis = diagnose(FakeKernel.healthy(root), JVM);

        assertThat(diagnosis.findings()).allSatisfy(finding -> {
            assertThat(finding.level()).as(finding.name()).isEqualTo(Level.OK);
            assertThat(finding.remedy()).isEmpty();
        });
        assertThat(diagnosis.allows())
                .isEqualTo("≈ 19,900 connections per process, 28,232 per target port and source address");
    }

    @Test
    void whereNothingCanBeReadAllButTheJvmIsUnknown() {
        Diagnosis diagnosis = diagnose(new FakeKernel(root), JVM);

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.level() != Level.UNKNOWN)
                .extracting(Finding::name)
                .containsExactly("cores", "JVM", "garbage collector");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.level() == Level.UNKNOWN)
                .allSatisfy(finding -> assertThat(finding.value()).isEqualTo("unknown"));
        assertThat(diagnosis.allows())
                .isEqualTo("≈ unknown connections per process, unknown per target port and source address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.core.somaxconn           | 128                  | WARNING | net.core.somaxconn=4096",
                "net.core.somaxconn           | plenty               | UNKNOWN | ''",
                "net.ipv4.tcp_max_syn_backlog | 128                  | WARNING | tcp_max_syn_backlog=4096",
                "net.ipv4.tcp_tw_reuse        | 0                    | NOTE    | tcp_tw_reuse=1",
                "net.ipv4.tcp_tw_reuse        | 2                    | NOTE    | tcp_tw_reuse=1",
                "net.ipv4.tcp_mem             | 1000 2000 3000       | NOTE    | tcp_mem=",
                "net.ipv4.tcp_mem             | 1000 2000            | UNKNOWN | ''",
                "fs.nr_open                   | 18446744073709551615 | UNKNOWN | ''",
                "fs.file-max                  | 10000                | NOTE    | fs.file-max=2097152",
                "net.netfilter.nf_conntrack_max | 8192               | WARNING | nf_conntrack_max=262144",
                "net.netfilter.nf_conntrack_max | 262144             | OK      | ''",
            })
    void kernelSettings(String name, String value, Level level, String remedy) throws IOException {
        Finding finding = find(FakeKernel.healthy(root).sysctl(name, value), JVM, name);

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void aKernelThatTracksNoConnectionsIsNotAskedAboutIt() throws IOException {
        assertThat(diagnose(FakeKernel.healthy(root), JVM).findings())
                .extracting(Finding::name)
                .doesNotContain("net.netfilter.nf_conntrack_max");
    }

    @ParameterizedTest
    @CsvSource({"1024,1024,WARNING,ulimit -n", "4096,4096,NOTE,ulimit -n", "1024,1048576,WARNING,MaxFDLimit"})
    void descriptors(String soft, String hard, Level level, String remedy) throws IOException {
        Finding finding = find(FakeKernel.healthy(root).descriptors(soft, hard), JVM, "descriptors");

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.value()).isEqualTo(soft + " (hard limit " + hard + ")");
        assertThat(finding.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({"40000 40500,WARNING", "40000 45000,NOTE", "1024 65535,OK"})
    void ports(String range, Level level) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).file("proc/sys/net/ipv4/ip_local_port_range", range);

        assertThat(find(kernel, JVM, "ephemeral ports").level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"1,WARNING", "2,NOTE", "4,OK"})
    void cores(int cores, Level level) throws IOException {
        Jvm jvm = new Jvm(JVM.version(), JVM.maxHeapBytes(), JVM.collectors(), cores);
        Finding finding = find(FakeKernel.healthy(root), jvm, "cores");

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.meaning()).contains("Abacus 9000");
    }

    @Test
    void aQuotaOfAControlGroupOfVersion2OrOfItsParent() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root)
                .file("proc/self/cgroup", "0::/outer/inner\n")
                .file("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n")
                .file("sys/fs/cgroup/outer/cpu.max", "150000 100000\n")
                .file("sys/fs/cgroup/outer/inner/memory.max", "536870912\n");

        assertThat(find(kernel, JVM, "processor quota").value()).isEqualTo("1.5 cores");
        assertThat(find(kernel, JVM, "processor quota").level()).isEqualTo(Level.WARNING);
        assertThat(find(kernel, JVM, "memory limit").value()).isEqualTo("0.5 GB");
        assertThat(find(kernel, JVM, "memory limit").level()).isEqualTo(Level.NOTE);
    }

    @Test
    void aQuotaOfAControlGroupOfVersion1AsAContainerSeesIt() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root)
                .file("proc/self/cgroup", "garbage\n4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n")
                .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "200000\n")
                .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
                .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(find(kernel, JVM, "processor quota").value()).isEqualTo("2.0 cores");
        assertThat(find(kernel, JVM, "memory limit").value()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"-1,100000", "100000,0", "many,100000"})
    void aQuotaThatIsNone(String quota, String period) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root)
                .file("proc/self/cgroup", "1:cpu:/\n")
                .file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", quota)
                .file("sys/fs/cgroup/cpu/cpu.cfs_period_us", period);

        assertThat(find(kernel, JVM, "processor quota").value()).isEqualTo("none");
    }

    @Test
    void oneProcessorThatSavesPowerIsEnoughForANote() throws IOException {
        FakeKernel kernel =
                FakeKernel.healthy(root).file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave\n");
        Finding finding = find(kernel, JVM, "CPU governor");

        assertThat(finding.value()).isEqualTo("performance powersave");
        assertThat(finding.level()).isEqualTo(Level.NOTE);
        assertThat(finding.remedy()).contains("cpupower");
    }

    @ParameterizedTest
    @CsvSource({"hpet,tsc hpet,WARNING,echo tsc", "acpi_pm,acpi_pm,WARNING,invariant", "kvm-clock,tsc kvm-clock,OK,''"})
    void clockSource(String current, String available, Level level, String remedy) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root)
                .file("sys/devices/system/clocksource/clocksource0/current_clocksource", current)
                .file("sys/devices/system/clocksource/clocksource0/available_clocksource", available);
        Finding finding = find(kernel, JVM, "clock source");

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void littleMemory() throws IOException {
        FakeKernel kernel =
                FakeKernel.healthy(root).file("proc/meminfo", "MemTotal: 2097152 kB\nMemAvailable: 1048576 kB\n");
        Finding finding = find(kernel, JVM, "memory");

        assertThat(finding.value()).isEqualTo("1.0 GB available of 2.0 GB");
        assertThat(finding.level()).isEqualTo(Level.NOTE);
    }

    @Test
    void memoryOfAnOldKernelIsNotGuessed() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).file("proc/meminfo", "MemTotal: 2097152 kB\nMemFree: 5 kB\n");

        assertThat(find(kernel, JVM, "memory").level()).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void aCollectorThatStopsEverything() throws IOException {
        Jvm serial = new Jvm(JVM.version(), JVM.maxHeapBytes(), List.of("Copy", "MarkSweepCompact"), 8);

        assertThat(find(FakeKernel.healthy(root), serial, "garbage collector").remedy())
                .contains("UseG1GC");
    }

    private static Finding find(FakeKernel kernel, Jvm jvm, String name) {
        List<Finding> found = diagnose(kernel, jvm).findings().stream()
                .filter(finding -> finding.name().equals(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Diagnosis diagnose(FakeKernel kernel, Jvm jvm) {
        return Diagnosis.of(kernel.files(), Limits.read(kernel.files(), jvm.cores()), jvm);
    }
}
