package dev.pushbench.loadgen.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pushbench.loadgen.Recorded;
import dev.pushbench.loadgen.Sample;

/** What an agent in another JVM says: samples at any time, and one other answer to each step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(Answer.Told.class),
    @JsonSubTypes.Type(Answer.FirstOpened.class),
    @JsonSubTypes.Type(Answer.Done.class),
    @JsonSubTypes.Type(Answer.HandedOver.class),
    @JsonSubTypes.Type(Answer.Unusable.class),
    @JsonSubTypes.Type(Answer.Failed.class)
})
sealed interface Answer {

    record Told(Sample sample) implements Answer {}

    /** @param server the {@code Server} header, or null */
    record FirstOpened(String server) implements Answer {}

    record Done() implements Answer {}

    record HandedOver(Recorded recorded) implements Answer {}

    /** @param message of the {@link dev.pushbench.loadgen.UnusableTarget} */
    record Unusable(String message) implements Answer {}

    /** @param message of what should not have happened */
    record Failed(String message) implements Answer {}
}
