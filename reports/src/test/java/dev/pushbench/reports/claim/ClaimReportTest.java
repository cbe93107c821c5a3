package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims in the report: the verdicts first, judged by the program that renders it. */
class ClaimReportTest {

    private static String html(RunResult run) {
        return ReportRenderer.render(run, List.of());
    }

    @Test
    void theVerdictsAreCountedAtTheTopAndHaveATable() {
        String html = html(new MeasuredArms("faster", "cpu")
                .arms("ws", each -> each.p50Ns = 500_000)
                .run());

        assertThat(html)
                .contains("What people say about WebSocket and SSE, measured")
                .contains("Of 2 claims measured on this machine: 1 supported, 1 ")
                .contains("WebSocket is faster than SSE")
                .contains("href=\"#claim-faster\">WebSocket is faster than SSE</a>", "id=\"claim-faster\"")
                .contains("Response time p50: 50 % lower over WebSocket than over SSE on HTTP/1.1 (between ")
                .contains("response time p99, ws/1.1 ÷ sse/1.1</th>")
                .doesNotContain("WebSocket against SSE", "./pushbench compare");
        assertThat(html.indexOf("Claims</caption>")).isBetween(1, html.indexOf("id=\"results\""));
    }

    @Test
    void aClaimWhoseGateFailedShowsTheGateAndNoVerdict() {
        String html = html(new MeasuredArms("faster")
                .gate("messages-lost", "ws/1.1", false)
                .run());

        assertThat(html)
                .contains("1 without a verdict, because a check on the measurement failed")
                .contains("none; failed: messages-lost");
    }

    @Test
    void tooFewBlocksAreToldWithTheirNumber() {
        assertThat(html(new MeasuredArms("faster").blocks(2).run()))
                .contains("But 2 blocks cannot carry an interval; 6 can.", "inconclusive; about 4 more blocks needed");
    }
}
