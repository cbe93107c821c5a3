package dev.pushbench.loadgen.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @TempDir
    private Path root;

    @Test
    void aHundredDescriptorsAreKeptAndEveryPortOfTheRangeCounts() throws IOException {
        Limits limits = read(FakeKernel.healthy(root).files());

        assertThat(limits).isEqualTo(new Limits(20_000L, 20_000L, new PortRange(32_768, 60_999, 0), 100));
        assertThat(limits.connectionsPerProcess()).isEqualTo(19_900);
        assertThat(limits.connectionsPerTargetPort()).isEqualTo(28_232);
    }

    @Test
    void aLargeMachineKeepsMoreForItsSelectors() throws IOException {
        Limits limits = Limits.read(FakeKernel.healthy(root).files(), 64);

        assertThat(limits.reservedDescriptors()).isEqualTo(324);
        assertThat(limits.connectionsPerProcess()).isEqualTo(19_676);
    }

    @Test
    void aSoftLimitBelowTheHardOneIsWhatCounts() throws IOException {
        Limits limits =
                read(FakeKernel.healthy(root).descriptors("1024", "1048576").files());

        assertThat(limits.connectionsPerProcess()).isEqualTo(924);
        assertThat(limits.hardDescriptors()).isEqualTo(1_048_576);
    }

    @Test
    void aLimitBelowTheReserveAllowsNothing() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).descriptors("64", "64");

        assertThat(read(kernel.files()).connectionsPerProcess()).isZero();
    }

    @Test
    void noLimitIsNotUnknown() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).descriptors("unlimited", "unlimited");

        assertThat(read(kernel.files()).connectionsPerProcess()).isGreaterThan(1L << 40);
    }

    @Test
    void whereThereIsNoProcAllIsUnknown() {
        assertThat(read(new KernelFiles(root))).isEqualTo(new Limits(null, null, null, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "32768", "32768 60999 1", "60999 32768", "0 60999", "1 70000", "many ports", "-1 5"})
    void anOddPortRangeIsUnknown(String odd) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).file("proc/sys/net/ipv4/ip_local_port_range", odd);

        assertThat(read(kernel.files()).ports()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080             | 28232",
                "40000            | 28231",
                "40000-40009,8080 | 28222",
                "60990-65000      | 28222",
                "1-32768          | 28231",
            })
    void reservedPortsAreNotToBeHad(String reserved, int left) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).file("proc/sys/net/ipv4/ip_local_reserved_ports", reserved);

        assertThat(read(kernel.files()).connectionsPerTargetPort()).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "1-", "32768-60999"})
    void oddOrTotalReservationsLeaveTheRangeUnknown(String reserved) throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).file("proc/sys/net/ipv4/ip_local_reserved_ports", reserved);

        assertThat(read(kernel.files()).ports()).isNull();
    }

    @Test
    void withoutAListOfReservedPortsNoneIsReserved() throws IOException {
        FakeKernel kernel = FakeKernel.healthy(root).without("proc/sys/net/ipv4/ip_local_reserved_ports");

        assertThat(read(kernel.files()).connectionsPerTargetPort()).isEqualTo(28_232);
    }

    /** The kernel answers only the first read of a sysctl; whoever reads a byte first gets one digit. */
    @Test
    void aRealSysctlIsReadWhole() throws Exception {
        Path sysctl = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        assumeTrue(Files.isReadable(sysctl), "there is no such file on this system");
        Process cat = new ProcessBuilder("cat", sysctl.toString()).start();
        List<Long> expected = List.of(
                        new String(cat.getInputStream().readAllBytes()).strip().split("\\s+"))
                .stream()
                .map(Long::valueOf)
                .toList();

        assertThat(KernelFiles.ofThisMachine().numbers(sysctl.toString(), 2)).isEqualTo(expected);
    }

    @Test
    void theLimitOfTheRunningProcessIsTheJvms() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        assumeTrue(system instanceof com.sun.management.UnixOperatingSystemMXBean);

        assertThat(Limits.ofThisProcess().descriptors())
                .isEqualTo(((com.sun.management.UnixOperatingSystemMXBean) system).getMaxFileDescriptorCount());
    }

    private static Limits read(KernelFiles files) {
        return Limits.read(files, 8);
    }
}
