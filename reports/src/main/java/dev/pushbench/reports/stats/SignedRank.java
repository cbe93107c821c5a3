package dev.pushbench.reports.stats;

/**
 * The exact null distribution of Wilcoxon's signed-rank statistic T⁺ for n differences without ties: the sum of the
 * ranks 1…n, each taken with probability ½.
 *
 * <p>Apache Commons Statistics has the test, and the tests here are held against it, but not the quantiles that an interval
 * needs; and where values tie, as figures read from histograms do, it goes over to the normal approximation, which calls
 * six equal differences surer (p = 0.02) than six blocks can be (0.031).
 */
final class SignedRank {

    private SignedRank() {}

    /** P(T⁺ = t) for t = 0 … n(n+1)/2, by adding one rank after the other. */
    static double[] distribution(int n) {
        double[] probability = new double[n * (n + 1) / 2 + 1];
        probability[0] = 1;
        int reached = 0;
        for (int rank = 1; rank <= n; rank++) {
            reached += rank;
            // Downwards, so that each rank is added at most once.
            for (int sum = reached; sum >= 0; sum--) {
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (probability[sum] + with) / 2;
            }
        }
        return probability;
    }
}
