package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGroup;
import dev.pushbench.loadgen.Placement;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a share of the users has beside the subscription that everyone has. */
final class HybridOptions {

    @Option(
            names = "--hybrid",
            paramLabel = "URL=SHARE",
            converter = Hybrid.Converter.class,
            description = "a second subscription, of any scheme, for a share of the users, repeatable:"
                    + " wss://example.org/live=10%%; measured at the same time, as a cell of its own in processes of its"
                    + " own")
    private List<Hybrid> hybrids = List.of();

    /** With the users that they name. */
    Stream<URI> urls() {
        return hybrids.stream().map(Hybrid::given);
    }

    /**
     * The groups of a run.
     *
     * @param urls that everyone has one of
     * @param processes that the groups share
     * @param config of the first group
     * @param others makes that of another one, for a URL and a number of connections
     */
    List<LoadGroup> groups(
            List<URI> urls, int processes, LoadConfig config, BiFunction<URI, Integer, LoadConfig> others) {
        if (!hybrids.isEmpty() && config.profile().isStaged()) {
            throw new IllegalArgumentException(
                    "--hybrid is a share of a number of connections that stays: leave out --stage");
        }
        int users = config.connections();
        int[] shares = Placement.shares(
                processes,
                IntStream.concat(IntStream.of(users), hybrids.stream().mapToInt(hybrid -> hybrid.connections(users)))
                        .toArray());
        List<LoadGroup> groups = new ArrayList<>();
        groups.add(new LoadGroup(config, new Placement(urls, shares[0])));
        for (Hybrid hybrid : hybrids) {
            groups.add(new LoadGroup(
                    others.apply(hybrid.given(), hybrid.connections(users)),
                    new Placement(List.of(hybrid.url()), shares[groups.size()]),
                    hybrid.option()));
        }
        return groups;
    }
}
