package dev.pushbench.loadgen.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pushbench.loadgen.Expectation;
import dev.pushbench.loadgen.Part;
import dev.pushbench.loadgen.Window;

/** What an agent in another JVM is told: the methods of {@link dev.pushbench.loadgen.Agent}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(Command.OpenFirst.class),
    @JsonSubTypes.Type(Command.OpenRest.class),
    @JsonSubTypes.Type(Command.Measure.class),
    @JsonSubTypes.Type(Command.End.class),
    @JsonSubTypes.Type(Command.Finish.class),
    @JsonSubTypes.Type(Command.HandOver.class)
})
sealed interface Command {

    record OpenFirst(Part part) implements Command {}

    record OpenRest(Expectation expectation) implements Command {}

    record Measure(Window window) implements Command {}

    record End(long endNs) implements Command {}

    record Finish() implements Command {}

    record HandOver() implements Command {}
}
