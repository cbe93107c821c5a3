package dev.pushbench.reports.claim;

import java.util.List;

/**
 * A sentence that people believe about WebSocket and SSE, and how a run of its arms decides it. What decides is declared
 * here, before anything is measured: one primary metric, its margin, and what would refute the sentence.
 *
 * @implSpec Stateless. {@link #primary} and {@link #judge} look at the evidence and at nothing else, so that an old result
 *     is judged again without measuring.
 */
public interface Claim {

    /** One lower-case word, unique, such as {@code framing}. */
    String id();

    /** The sentence, as people say it. */
    String sentence();

    /** What decides, in words: the primary metric with its margin, and why this margin. */
    String decidedBy();

    /** What would refute the sentence. */
    String refutedBy();

    /** What a reader might think that it shows, and it does not. */
    String doesNotShow();

    /** What is measured in each block; arms of the same label are the same arm in all claims. */
    List<Arm> arms(Conditions conditions);

    /** What shows it best. */
    Picture picture();

    /**
     * What decides, in figures.
     *
     * @return without a value where no block has its arms
     */
    Series primary(Evidence evidence);

    /**
     * Judges it by its {@linkplain #primary primary metric}. Whether its gates passed has been checked.
     *
     * @param evidence of a run that had its arms; any of them may be missing from a block
     */
    Finding judge(Evidence evidence);
}
