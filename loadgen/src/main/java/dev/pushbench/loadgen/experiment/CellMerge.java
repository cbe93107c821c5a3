package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * The results of one cell over several blocks as one: histograms merge, counts add, what is per message is weighted by
 * messages, memory and what was searched for are the medians of the blocks.
 */
final class CellMerge {

    private final List<CellResult> blocks;
    private final List<TaggedHistogram> histograms;

    /**
     * @param blocks at least one result, all of one cell
     * @param histograms of that cell, from all those blocks
     */
    CellMerge(List<CellResult> blocks, List<TaggedHistogram> histograms) {
        this.blocks = blocks;
        this.histograms = histograms;
    }

    CellResult merged() {
        return new CellResult(
                blocks.get(0).cell(),
                blocks.stream().mapToInt(CellResult::connections).max().orElseThrow(),
                blocks.get(0).clients(),
                blocks.stream()
                        .map(CellResult::tcpConnections)
                        .filter(Objects::nonNull)
                        .max(Integer::compare)
                        .orElse(null),
                blocks.stream().mapToLong(CellResult::windowNs).sum(),
                messages(),
                summary(Metric.RESPONSE_TIME),
                summary(Metric.SERVICE_TIME),
                summary(Metric.SCHEDULE_LAG),
                summary(Metric.CONNECT_TIME),
                summary(Metric.HEADERS_TIME),
                summary(Metric.FIRST_MESSAGE),
                summary(Metric.GAP),
                summary(Metric.LAST_DELIVERY),
                median(CellResult::connectsPerSecond),
                new Cpu(
                        perMessage(block -> block.cpu().clientNsPerMessage()),
                        perMessage(block -> block.cpu().serverNsPerMessage())),
                new Memory(
                        median(block -> block.memory().serverHeapBytesPerConnection()),
                        median(block -> block.memory().serverRssBytesPerConnection()),
                        median(block -> block.memory().clientHeapBytesPerConnection()),
                        median(block -> block.memory().clientRssBytesPerConnection()),
                        median(block -> block.memory().kernelBytesPerConnection())),
                perMessage(CellResult::clientAllocatedBytesPerMessage),
                perMessage(CellResult::bytesPerMessage),
                errors(),
                ofAll(CellResult::excluded, Excluded::plus),
                exchange(),
                ofAll(CellResult::turnover, Turnover::plus),
                ofAll(CellResult::slow, SlowResult::plus),
                search());
    }

    private SearchResult search() {
        List<SearchResult> searches =
                blocks.stream().map(CellResult::search).filter(Objects::nonNull).toList();
        return searches.isEmpty() ? null : SearchResult.ofBlocks(searches);
    }

    private Exchange exchange() {
        Exchange sum = ofAll(CellResult::exchange, Exchange::plus);
        return sum == null
                ? null
                : new Exchange(
                        sum.sent(),
                        sum.matched(),
                        sum.unmatched(),
                        sum.heartbeats(),
                        summary(Metric.HEARTBEAT_GAP),
                        summary(Metric.PING_TIME),
                        median(block -> block.exchange().clientNsPerConnectionSecond()),
                        median(block -> block.exchange().serverNsPerConnectionSecond()));
    }

    /** Null where any block has none. */
    private <T> T ofAll(Function<CellResult, T> part, BinaryOperator<T> sum) {
        List<T> each = blocks.stream().map(part).toList();
        return each.stream().anyMatch(Objects::isNull)
                ? null
                : each.stream().reduce(sum).orElseThrow();
    }

    private LatencySummary summary(Metric metric) {
        Histogram sum = new Histogram(3);
        for (TaggedHistogram each : histograms) {
            if (each.metric() == metric) {
                sum.add(each.histogram());
            }
        }
        return LatencySummary.of(sum);
    }

    private Messages messages() {
        return new Messages(
                sum(Messages::expected),
                sum(Messages::received),
                sum(Messages::lost),
                sum(Messages::duplicated),
                sum(Messages::reordered),
                sum(Messages::clamped));
    }

    /** Null where any block does not know. */
    private Long sum(Function<Messages, Long> count) {
        List<Long> counts =
                blocks.stream().map(block -> count.apply(block.messages())).toList();
        return counts.stream().anyMatch(Objects::isNull)
                ? null
                : counts.stream().mapToLong(Long::longValue).sum();
    }

    private Double perMessage(Function<CellResult, Double> figure) {
        double sum = 0;
        long messages = 0;
        for (CellResult block : blocks) {
            Double value = figure.apply(block);
            if (value == null) {
                return null;
            }
            sum += value * block.messages().received();
            messages += block.messages().received();
        }
        return messages == 0 ? null : sum / messages;
    }

    private Double median(Function<CellResult, Double> figure) {
        Spread spread = Spread.of(blocks.stream().map(figure).toList());
        return spread == null ? null : spread.median();
    }

    private Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        blocks.forEach(block -> block.errors().forEach((cause, count) -> errors.merge(cause, count, Long::sum)));
        return errors;
    }
}
