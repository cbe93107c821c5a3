package dev.pushbench.reports.html;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.claim.MeasuredArms;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report of each kind, with what is hard to lay out: many cells, wide tables, long words from outside. */
enum SampleReport {
    COMPARE {
        @Override
        String html(Path directory) {
            return render(new SampleRun()
                    .cells("ws/1.1", "ws/2", "sse/1.1", "sse/2", "ws/1.1+tls", "sse/1.1+tls")
                    .gate(new Gate("generator-cpu", "ws/1.1", 1, true, "41 % of 2 cores, limit 80 %"))
                    .warning("Client and server share 2 cores."));
        }
    },
    LOAD {
        @Override
        String html(Path directory) {
            return render(new SampleRun()
                    .cells("sse/1.1")
                    .load("https://" + "events.".repeat(12) + "example.org/" + "a".repeat(120))
                    .withoutTimes()
                    .gate(new Gate("generator-cpu", "sse/1.1", 1, false, "93 % of 2 cores, limit 80 %"))
                    .error("connection reset by peer", 3)
                    .failure(
                            new Failure("sse/1.1", "connection reset by peer", 3, "E".repeat(150), "look at its log")));
        }
    },
    SEARCH {
        @Override
        String html(Path directory) {
            return SearchReportTest.render(SearchReportTest.search(
                    "connections", "1400", "1470", "slo p99<50ms", false, "slo p99<50ms", "it was 61 ms"));
        }
    },
    DIFF {
        @Override
        String html(Path directory) {
            return DiffReport.render(DiffReportTest.diff());
        }
    },
    CLAIMS {
        @Override
        String html(Path directory) {
            MeasuredArms arms =
                    claims().gate("samples", "ws/1.1", true).gate("generator-cpu", "sse/2+client-slow", false);
            return ReportRenderer.render(arms.run(), arms.histograms());
        }
    },
    CLAIMS_IN_ONE_BLOCK {
        @Override
        String html(Path directory) {
            MeasuredArms arms = claims().blocks(1);
            return ReportRenderer.render(arms.run(), arms.histograms());
        }
    },
    JMH {
        @Override
        String html(Path directory) throws IOException {
            return JmhReport.render(Files.writeString(directory.resolve("jmh-result.json"), jmhResult()), List.of());
        }
    };

    /** The document; what it is made from may be left in the directory. */
    abstract String html(Path directory) throws IOException;

    private static MeasuredArms claims() {
        return new MeasuredArms()
                .arms("ws", arm -> arm.p50Ns *= 0.7)
                .arms("sse", arm -> arm.bytes = 114)
                .arms("ws", arm -> arm.bytes = 102)
                .arm("ws/1.1+large", arm -> arm.bytes = 65_546)
                .arm("sse/1.1+large", arm -> arm.bytes = 65_553)
                .arm("ws/1.1+again", arm -> arm.serverCpuNs = 24_000.0)
                .arms("sse/2", arm -> arm.rss = 4_000);
    }

    private static String render(SampleRun builder) {
        SampleRun.Sample sample = builder.build();
        return RunReport.render(sample.run(), sample.histograms());
    }

    /** Two suites against the payload, and one without it; three forks of two iterations. */
    private static String jmhResult() {
        Stream<String> byPayload = IntStream.of(0, 16, 125, 126, 1_024, 65_536)
                .boxed()
                .flatMap(payload -> Stream.of(
                                "ServerFrameBenchmark.encode",
                                "ServerFrameBenchmark.decode",
                                "EventBenchmark.encode",
                                "EventBenchmark.decodeWithEveryFieldThatThereIs")
                        .map(method ->
                                jmhEntry(method, "payloadBytes", payload, 20 + 0.4 * payload / method.length())));
        Stream<String> bySubscribers = IntStream.of(1, 100, 10_000)
                .mapToObj(count -> jmhEntry("FanOutBenchmark.broadcast", "subscribers", count, 30.0 * count));
        return Stream.concat(byPayload, bySubscribers).collect(Collectors.joining(",", "[", "]"));
    }

    private static String jmhEntry(String method, String param, int value, double nanos) {
        return """
                {"jmhVersion":"1.37","benchmark":"dev.pushbench.benchmarks.framing.%s","mode":"avgt","forks":3,
                 "jvm":"/usr/lib/jvm/%s/bin/java","params":{"%s":"%d"},
                 "primaryMetric":{"score":%5$s,"scoreError":1.5,"scoreUnit":"ns/op",
                  "rawData":[[%5$s,%6$s],[%5$s,%5$s],[%6$s,%6$s]]},
                 "secondaryMetrics":{"gc.alloc.rate.norm":{"score":24.0,"scoreError":0.5,"scoreUnit":"B/op",
                  "rawData":[[24.0,24.5],[24.0,24.0],[23.5,24.0]]},
                  "framingBytes":{"score":4.0,"scoreError":"NaN","scoreUnit":"#","rawData":[[4.0,4.0],[4.0,4.0],[4.0,4.0]]}}}
                """.formatted(method, "x".repeat(120), param, value, nanos, nanos * 1.1);
    }
}
