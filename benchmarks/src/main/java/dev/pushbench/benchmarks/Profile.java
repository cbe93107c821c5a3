package dev.pushbench.benchmarks;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long and how often, and how much of each suite. */
enum Profile {

    /** For each build: shows orders of magnitude, and that the suites work. */
    SHORT("indicative only, one fork of some tenths of a second each and examples of the parameters; -Ppublish for"
            + " figures to cite") {
        @Override
        void shape(ChainedOptionsBuilder options) {
            options.forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(80))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(60));
        }

        @Override
        boolean isExample(String param, String value) {
            Set<String> examples = EXAMPLES.get(param);
            return examples == null || examples.contains(value);
        }
    },

    /** As each suite says of itself: five forks, iterations of half a second, every parameter. */
    PUBLISH("five forks each") {
        @Override
        void shape(ChainedOptionsBuilder options) {}

        @Override
        boolean isExample(String param, String value) {
            return true;
        }
    };

    /** Of payloads one for each of the three lengths that a frame's header has; any value of what is not named. */
    private static final Map<String, Set<String>> EXAMPLES = Map.of(
            "payloadBytes", Set.of("16", "1024", "65536"),
            "text", Set.of("ascii", "four-byte"),
            "subscribers", Set.of("100"),
            "arrival", Set.of("in-order"));

    private final String description;

    Profile(String description) {
        this.description = description;
    }

    static Profile named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no profile is called '" + name + "'; there are " + Arrays.toString(values())));
    }

    abstract void shape(ChainedOptionsBuilder options);

    /** Whether a benchmark that has such a parameter runs with this value of it. */
    abstract boolean isExample(String param, String value);

    String description() {
        return description;
    }

    /** @param include a regular expression that finds the full name of one benchmark */
    final Options options(String include) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .addProfiler(GCProfiler.class)
                .addProfiler(FramingProfiler.class)
                .shouldFailOnError(true);
        shape(options);
        for (BenchmarkListEntry benchmark : find(include)) {
            benchmark
                    .getParams()
                    .orElse(Map.of())
                    .forEach((param, values) -> options.param(param, examples(param, values)));
        }
        return options.build();
    }

    private static Set<BenchmarkListEntry> find(String include) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT),
                        List.of(include),
                        List.of());
    }

    private String[] examples(String param, String[] values) {
        return Arrays.stream(values).filter(value -> isExample(param, value)).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
