package dev.pushbench.reports.stats;

/**
 * The exact null distribution of the Mann–Whitney statistic U for two independent samples without ties: the number of
 * pairs, one value of each sample, whose second is the larger.
 *
 * <p>Apache Commons Statistics has the test, and the tests here are held against it, but not the quantiles that an interval
 * needs; and where values tie it goes over to the normal approximation, as {@link SignedRank} has it.
 */
final class MannWhitney {

    private MannWhitney() {}

    /**
     * P(U = u) for u = 0 … mn. The largest of all values is of the first sample with probability m/(m + n) and then adds
     * nothing; else it is of the second and adds m. Source: Mann, Whitney, <em>On a test of whether one of two random
     * variables is stochastically larger than the other</em>, Annals of Mathematical Statistics 18 (1947), 50–60.
     */
    static double[] distribution(int m, int n) {
        double[][] ofFirst = new double[n + 1][];
        for (int first = 0; first <= m; first++) {
            double[][] next = new double[n + 1][];
            for (int second = 0; second <= n; second++) {
                next[second] = distribution(first, second, ofFirst[second], second == 0 ? null : next[second - 1]);
            }
            ofFirst = next;
        }
        return ofFirst[n];
    }

    /** From those with one value less in the first sample, and in the second. */
    private static double[] distribution(int first, int second, double[] lessFirst, double[] lessSecond) {
        double[] probability = new double[first * second + 1];
        if (first == 0 || second == 0) {
            probability[0] = 1;
            return probability;
        }
        double share = (double) first / (first + second);
        for (int u = 0; u < lessFirst.length; u++) {
            probability[u] += share * lessFirst[u];
        }
        for (int u = 0; u < lessSecond.length; u++) {
            probability[u + first] += (1 - share) * lessSecond[u];
        }
        return probability;
    }
}
