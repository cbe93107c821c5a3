package dev.pushbench.loadgen.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.limits.Plan.Server;
import dev.pushbench.loadgen.transport.HttpVersion;
import org.junit.jupiter.api.Test;

/** What cannot work is refused with the limit, what it allows, what was asked, and a way out that works. */
class PreflightTest {

    private static final PortRange PORTS = new PortRange(32_768, 60_999, 0);
    private static final PortRange ALL_PORTS = new PortRange(1_024, 65_535, 0);

    @Test
    void moreConnectionsThanDescriptors() {
        assertThat(Preflight.refusals(http1(50_000, 1), new Limits(20_000L, 20_000L, ALL_PORTS, 100)))
                .containsExactly("fd limit 20000 allows 19,900 connections; asked 50,000: use --processes 3 or raise"
                        + " `ulimit -n` to 50100");
    }

    @Test
    void theLastConnectionThatFitsIsAllowedAndTheNextOneIsNot() {
        Limits limits = new Limits(20_000L, 20_000L, PORTS, 100);

        assertThat(Preflight.refusals(http1(19_900, 1), limits)).isEmpty();
        assertThat(Preflight.refusals(http1(19_901, 1), limits)).hasSize(1);
    }

    @Test
    void theMostConnectionsAreAllowedAndOneMoreIsNot() {
        Limits limits = new Limits(20_000L, 20_000L, PORTS, 100);

        assertThat(Preflight.mostConnections(connections -> http1(connections, 1), limits, 1_000_000))
                .isEqualTo(19_900);
        assertThat(Preflight.mostConnections(connections -> http1(connections, 2), limits, 1_000_000))
                .isEqualTo(28_232);
        assertThat(Preflight.mostConnections(connections -> http1(connections, 1), limits, 500))
                .isEqualTo(500);
    }

    @Test
    void theProposedNumberOfProcessesIsEnoughAndOneLessIsNot() {
        Limits limits = new Limits(20_000L, 20_000L, ALL_PORTS, 100);

        assertThat(Preflight.refusals(http1(50_000, 3), limits)).isEmpty();
        assertThat(Preflight.refusals(http1(50_000, 2), limits))
                .containsExactly("fd limit 20000 allows 19,900 connections per process; asked 50,000 in 2 processes:"
                        + " use --processes 3 or raise `ulimit -n` to 25100");
    }

    @Test
    void overHttp2ConnectionsCountAndNotSubscriptions() {
        Limits limits = new Limits(300L, 300L, PORTS, 100);

        assertThat(Preflight.refusals(http2(20_000, 1), limits)).isEmpty();
        assertThat(Preflight.refusals(http2(20_001, 1), limits))
                .containsExactly(
                        "fd limit 300 allows 200 connections; asked 201 (20,001 subscriptions): use --processes"
                                + " 2 or raise `ulimit -n` to 301");
        assertThat(Preflight.refusals(http2(20_001, 2), limits)).isEmpty();
    }

    @Test
    void whereNotEvenOneConnectionFitsMoreProcessesDoNotHelp() {
        assertThat(Preflight.refusals(http1(10, 1), new Limits(80L, 80L, PORTS, 100)))
                .containsExactly("fd limit 80 allows 0 connections; asked 10: raise `ulimit -n` to 110");
    }

    @Test
    void moreConnectionsThanPorts() {
        Limits limits = new Limits(1_048_576L, 1_048_576L, PORTS, 100);

        assertThat(Preflight.refusals(http1(28_232, 1), limits)).isEmpty();
        assertThat(Preflight.refusals(http1(28_233, 1), limits))
                .containsExactly("the ephemeral ports 32768–60999 allow 28,232 connections to one target port; asked"
                        + " 28,233: sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\", or spread them over 2 target"
                        + " URLs of different ports or addresses, or --bind 2 addresses of this machine");
    }

    @Test
    void processesShareThePortsAndTargetsMultiplyThem() {
        Limits limits = new Limits(1_048_576L, 1_048_576L, PORTS, 100);

        assertThat(Preflight.refusals(http1(50_000, 4), limits)).hasSize(1);
        assertThat(Preflight.refusals(new Plan(50_000, 4, 2, HttpVersion.HTTP_1_1, 100, Server.ELSEWHERE), limits))
                .isEmpty();
    }

    @Test
    void sourceAddressesMultiplyThePortsAndTargetsDoNotAnyMore() {
        Limits limits = new Limits(1_048_576L, 1_048_576L, PORTS, 100);
        Plan two = new Plan(56_464, 4, 1, HttpVersion.HTTP_1_1, 100, 2, Server.ELSEWHERE, 0);
        Plan tooFew = new Plan(56_465, 4, 3, HttpVersion.HTTP_1_1, 100, 2, Server.ELSEWHERE, 0);

        assertThat(Preflight.refusals(two, limits)).isEmpty();
        assertThat(Preflight.refusals(tooFew, limits))
                .containsExactly("the ephemeral ports 32768–60999 allow 56,464 connections from 2 source addresses;"
                        + " asked 56,465 in 4 processes: sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\", or"
                        + " --bind 3 addresses of this machine");
    }

    @Test
    void aWiderRangeIsProposedOnlyWhereItIsWideEnough() {
        assertThat(Preflight.refusals(http1(100_000, 1), new Limits(1_048_576L, 1_048_576L, PORTS, 100)))
                .singleElement()
                .asString()
                .endsWith(
                        "asked 100,000: spread them over 4 target URLs of different ports or addresses, or --bind 4 addresses of"
                                + " this machine");
    }

    @Test
    void bothReasonsAreToldInOneLine() {
        assertThatThrownBy(
                        () -> Preflight.refuseIfImpossible(http1(50_000, 1), new Limits(20_000L, 20_000L, PORTS, 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fd limit 20000")
                .hasMessageContaining("; and the ephemeral ports")
                .message()
                .hasLineCount(1);
    }

    @Test
    void aServerThatIsStartedHereHasTheSameLimitForAllProcessesTogether() {
        Plan plan = new Plan(25_000, 2, 1, HttpVersion.HTTP_1_1, 100, Server.STARTED_BY_US);

        assertThat(Preflight.refusals(plan, new Limits(20_000L, 20_000L, PORTS, 100)))
                .containsExactly(
                        "fd limit 20000 allows 19,900 connections to the server that is started; asked 25,000 in"
                                + " 2 processes: raise `ulimit -n` to 25100");
    }

    @Test
    void whatOthersOfTheRunOpenToTheSameTargetUsesUpItsPortsAndItsServersDescriptors() {
        Limits limits = new Limits(1_048_576L, 1_048_576L, PORTS, 100);

        assertThat(Preflight.refusals(http1(20_000, 1).beside(8_232), limits)).isEmpty();
        assertThat(Preflight.refusals(http1(20_000, 1).beside(8_233), limits))
                .singleElement()
                .asString()
                .contains("allow 28,232 connections to one target port; asked 20,000 and 8,233 beside them: sysctl")
                .contains("over 2 target URLs");
        Limits few = new Limits(20_000L, 20_000L, ALL_PORTS, 100);
        assertThat(Preflight.refusals(http1(19_000, 1).beside(900).startedByUs(), few))
                .isEmpty();
        assertThat(Preflight.refusals(http1(19_000, 1).beside(901).startedByUs(), few))
                .containsExactly("fd limit 20000 allows 19,900 connections to the server that is started; asked 19,000"
                        + " and 901 beside them: raise `ulimit -n` to 20001");
        assertThat(Preflight.refusals(http1(19_000, 1).beside(901), few))
                .as("each in processes of its own")
                .isEmpty();
        assertThat(Preflight.notes(new Plan(19_000, 1, 1, HttpVersion.HTTP_1_1, 1, Server.HERE).beside(901), few))
                .singleElement()
                .asString()
                .contains("19,901 descriptors");
    }

    @Test
    void aServerOfSomeoneElseOnThisMachineIsWorthANoteOnly() {
        Limits limits = new Limits(20_000L, 20_000L, PORTS, 100);
        Plan plan = new Plan(25_000, 2, 1, HttpVersion.HTTP_1_1, 100, Server.HERE);

        assertThat(Preflight.refusals(plan, limits)).isEmpty();
        assertThat(Preflight.notes(plan, limits)).singleElement().asString().contains("25,000 descriptors");
        assertThat(Preflight.notes(http1(25_000, 2), limits)).isEmpty();
    }

    @Test
    void whatIsUnknownForbidsNothing() {
        Limits unknown = new Limits(null, null, null, 100);

        assertThatCode(() -> Preflight.refuseIfImpossible(http1(1_000_000, 1), unknown))
                .doesNotThrowAnyException();
        assertThat(Preflight.notes(http1(1_000_000, 1), unknown)).isEmpty();
    }

    private static Plan http1(int connections, int processes) {
        return new Plan(connections, processes, 1, HttpVersion.HTTP_1_1, 100, Server.ELSEWHERE);
    }

    private static Plan http2(int connections, int processes) {
        return new Plan(connections, processes, 1, HttpVersion.HTTP_2, 100, Server.ELSEWHERE);
    }
}
