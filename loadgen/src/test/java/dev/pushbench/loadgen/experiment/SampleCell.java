package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import java.util.Map;
import java.util.function.Consumer;

/** A cell's result in which only what a test is about is not null: {@code SampleCell.with(it -> it.cpu = …)}. */
final class SampleCell {

    String name = "ws/1.1";
    long windowNs = 10;
    Messages messages = new Messages(1L, 1, 0L, 0L, 0L, 0);
    Double connectsPerSecond;
    Cpu cpu = new Cpu(null, null);
    Memory memory;
    Double allocatedBytesPerMessage;
    Double bytesPerMessage;
    Map<String, Long> errors = Map.of();
    Excluded excluded = new Excluded(0, 0, 0);

    private SampleCell() {}

    static CellResult with(Consumer<SampleCell> figures) {
        SampleCell it = new SampleCell();
        figures.accept(it);
        return new CellResult(
                it.name,
                10,
                10,
                it.windowNs,
                it.messages,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                it.connectsPerSecond,
                it.cpu,
                it.memory,
                it.allocatedBytesPerMessage,
                it.bytesPerMessage,
                it.errors,
                it.excluded);
    }
}
