package dev.pushbench.benchmarks;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long and how often. */
enum Profile {

    /** For each build: shows orders of magnitude, and that the suites work. */
    SHORT("indicative only, one fork of some tenths of a second each; -Ppublish for figures to cite") {
        @Override
        void shape(ChainedOptionsBuilder options) {
            options.forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(80))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(60));
        }
    },

    /** As each suite says of itself: five forks, iterations of half a second. */
    PUBLISH("five forks each") {
        @Override
        void shape(ChainedOptionsBuilder options) {}
    };

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

    String description() {
        return description;
    }

    /** @param include a regular expression that finds the benchmarks' full names */
    final Options options(String include) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .addProfiler(GCProfiler.class)
                .addProfiler(FramingProfiler.class)
                .shouldFailOnError(true);
        shape(options);
        return options.build();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
