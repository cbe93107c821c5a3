package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.claim.Arm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An experiment: arms, and how often and in which order they are measured.
 *
 * @param kind of its result
 * @param arms in the order of tables
 * @param blocks passes over all arms
 * @param seed of the random order
 * @param ownServers whether each arm gets a server of its own; otherwise its URL names one that runs
 * @param settings everything, by name, as the result keeps it
 * @param scratch directory for the arms' own results
 */
public record Design(
        String kind,
        List<Arm> arms,
        int blocks,
        long seed,
        boolean ownServers,
        Map<String, Object> settings,
        Path scratch) {

    private static final int MAX_BLOCKS = 1_000;

    public Design {
        arms = List.copyOf(arms);
        checkBlocks(blocks);
    }

    /** @throws IllegalArgumentException for a number of blocks that nobody can mean */
    public static void checkBlocks(int blocks) {
        if (blocks < 1 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("--blocks is " + blocks + ": it must be from 1 to " + MAX_BLOCKS);
        }
    }

    /** Whether servers are compared together with the load generators beside them. */
    boolean comparesPairs() {
        return ClaimRun.KIND.equals(kind);
    }

    /** The arms of a block, in the order in which they run: any order is as likely as any other, and the seed fixes it. */
    List<Arm> order(int block) {
        List<Arm> order = new ArrayList<>(arms);
        // One generator for all blocks: those of neighbouring seeds begin alike.
        Random random = new Random(seed);
        for (int i = 0; i < block; i++) {
            Collections.shuffle(order, random);
        }
        return order;
    }
}
