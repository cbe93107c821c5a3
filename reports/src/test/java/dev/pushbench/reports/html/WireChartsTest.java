package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of the pages are the byte model's. */
class WireChartsTest {

    private static List<String> crossover(String cell, String counted) {
        return WireCharts.crossover().rows().stream()
                .filter(row -> row.head().equals(cell) && row.data().get(0).equals(counted))
                .findFirst()
                .orElseThrow()
                .data();
    }

    @Test
    void theCrossoverIsTheSmallestPayloadFromWhichOnTheOverheadStaysBelowTheShare() {
        // 8 bytes are below 1 % from 801 bytes of payload on; 4 from 401 on, and 10 stay below from 65,536 on.
        assertThat(crossover("sse/1.1", "frame or event")).containsExactly("frame or event", "81", "801", "8,001");
        assertThat(crossover("ws/1.1", "frame or event")).containsExactly("frame or event", "21", "401", "4,001");
        assertThat(crossover("ws/1.1, to server", "frame or event"))
                .containsExactly("frame or event", "61", "801", "8,001");
    }

    @Test
    void segmentsAreNeverBelowOnePercent() {
        assertThat(crossover("ws/2", "with TCP/IP segments too").get(2)).isEqualTo("never");
    }

    @Test
    void everyNumberOfAChartIsInTheTableBelowIt() {
        for (Chart chart : WireCharts.charts()) {
            for (Chart.Panel panel : chart.panels()) {
                for (Chart.Series series : panel.series()) {
                    for (double[] point : series.points()) {
                        assertThat(chart.table().rows()).anySatisfy(row -> {
                            assertThat(row.head()).isEqualTo(panel.title());
                            assertThat(row.data().get(0)).isEqualTo(Figures.count((long) point[0]));
                            assertThat(row.data())
                                    .containsAnyOf(Figures.count((long) point[1]), Figures.significant(point[1]));
                        });
                    }
                }
            }
        }
    }

    @Test
    void layersOfACellAreThoseThatItsMessagesPass() {
        Chart byLayer = WireCharts.charts().get(0);

        assertThat(byLayer.panels())
                .extracting(Chart.Panel::title)
                .containsExactly("ws/1.1", "ws/2", "sse/1.1", "sse/2");
        assertThat(byLayer.panels().get(0).series())
                .extracting(Chart.Series::name)
                .containsExactly("WebSocket frame", "TLS record", "TCP/IP segment");
        assertThat(byLayer.panels().get(3).series())
                .extracting(Chart.Series::name)
                .containsExactly("SSE event", "HTTP/2 DATA frame", "TLS record", "TCP/IP segment");
        assertThat(byLayer.legend()).hasSize(6).extracting(Chart.Series::style).doesNotHaveDuplicates();
    }
}
