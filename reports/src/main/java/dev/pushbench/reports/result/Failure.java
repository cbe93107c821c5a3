package dev.pushbench.reports.result;

/**
 * Subscriptions of one cell that failed or were lost for one cause.
 *
 * @param cell where
 * @param cause such as {@code connection refused}
 * @param count how many, over all blocks
 * @param example what one of them said; null where it was not kept
 * @param remedy what to do, or null where nobody can tell from the cause alone
 */
public record Failure(String cell, String cause, long count, String example, String remedy) {

    /** Both together; of the same cell and cause. */
    public Failure plus(Failure other) {
        return new Failure(cell, cause, count + other.count, example == null ? other.example : example, remedy);
    }
}
