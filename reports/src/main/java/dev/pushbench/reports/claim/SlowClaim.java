package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Readers that stop, and those who read on. */
final class SlowClaim implements Claim {

    static final String NOBODY = "+large";
    private static final String ONE_PERCENT = "+stopped";
    private static final String WEB_SOCKET = "ws/1.1";
    private static final String SSE = "sse/1.1";
    private static final List<String> CELLS = List.of(WEB_SOCKET, SSE);
    private static final int CONNECTIONS = 100;
    static final int PAYLOAD_BYTES = 65_536;
    private static final int QUEUE = 10;
    private static final double MARGIN = 1.25;
    private static final double MB = 1 << 20;

    @Override
    public String id() {
        return "slow";
    }

    @Override
    public String sentence() {
        return "A few readers that stop slow down everybody";
    }

    @Override
    public String decidedBy() {
        return "response time p50 of the readers that go on, sse/1.1, beside one in a hundred that stopped ÷ without any: higher"
                + " by more than a quarter, because neighbours differ by that anyway";
    }

    @Override
    public String refutedBy() {
        return "a median that is lower beside them by more than a quarter; within a quarter there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "readers that stop for hours, other servers, and queues without a bound: this server has " + QUEUE
                + " messages wait for a reader and drops what does not fit; for streams that share an HTTP/2 connection see"
                + " the claim http2";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        for (String cell : CELLS) {
            arms.add(undisturbed(cell, conditions));
            arms.add(arm(cell, ONE_PERCENT, conditions, "--slow=1%:stop"));
        }
        arms.add(undisturbed(SSE, conditions).again());
        return arms;
    }

    /** Large messages, and nobody stops. */
    static Arm undisturbed(String cell, Conditions conditions) {
        return arm(cell, NOBODY, conditions);
    }

    /** So many bytes that the kernel's buffers of a reader that stopped are full before the window is over. */
    private static Arm arm(String cell, String suffix, Conditions conditions, String... slow) {
        List<String> options = new ArrayList<>(List.of("--rate=30", "--payload=" + PAYLOAD_BYTES));
        options.addAll(List.of(slow));
        return Arm.of(
                        cell,
                        suffix,
                        Math.min(CONNECTIONS, conditions.mostConnections()),
                        conditions.longer(options.toArray(String[]::new)))
                .servedWith("--queue=" + QUEUE);
    }

    @Override
    public Picture picture() {
        return Picture.Spectrum.of(WEB_SOCKET + ONE_PERCENT, WEB_SOCKET + NOBODY, SSE + ONE_PERCENT, SSE + NOBODY);
    }

    @Override
    public Series primary(Evidence evidence) {
        return beside(evidence, Metric.RESPONSE_P50, SSE);
    }

    @Override
    public Finding judge(Evidence evidence) {
        return Finding.of(
                primary(evidence),
                Margin.ofRatio(MARGIN).atLeast(Series.noise(evidence, Metric.RESPONSE_P50, SSE + NOBODY)),
                Direction.HIGHER,
                List.of(
                        beside(evidence, Metric.RESPONSE_P99, SSE),
                        beside(evidence, Metric.SERVER_CPU, SSE),
                        beside(evidence, Metric.RESPONSE_P50, WEB_SOCKET),
                        beside(evidence, Metric.RESPONSE_P99, WEB_SOCKET),
                        beside(evidence, Metric.SERVER_CPU, WEB_SOCKET)),
                CELLS.stream()
                        .flatMap(cell -> evidence.merged(cell + ONE_PERCENT).stream())
                        .filter(cell -> cell.slow() != null)
                        .map(SlowClaim::note)
                        .toList());
    }

    private static Series beside(Evidence evidence, Metric metric, String cell) {
        return Series.ratio(evidence, metric, cell + ONE_PERCENT, cell + NOBODY);
    }

    private static String note(CellResult cell) {
        SlowResult.Group stopped = cell.slow().groups().get(0);
        SlowResult.Server server = cell.slow().server();
        return String.format(
                Locale.ROOT,
                "%s, all blocks together: those that stopped missed %s of %s messages of the window; the server dropped %s,"
                        + " its heap grew by %s and its resident set by %s meanwhile; the others lost %s.",
                cell.cell(),
                count(stopped.lost()),
                count(stopped.expected()),
                count(server.messagesDropped()),
                megabytes(server.heapGrowthBytes()),
                megabytes(server.residentGrowthBytes()),
                count(cell.messages().lost()));
    }

    private static String megabytes(Long bytes) {
        return bytes == null ? "an unknown amount" : String.format(Locale.ROOT, "%.1f MB", bytes / MB);
    }

    private static String count(Long number) {
        return number == null ? "an unknown number" : String.format(Locale.ROOT, "%,d", number);
    }
}
