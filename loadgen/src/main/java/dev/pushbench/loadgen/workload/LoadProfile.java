package dev.pushbench.loadgen.workload;

import dev.pushbench.server.publish.Stages;
import dev.pushbench.server.publish.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many subscriptions there shall be over time, and what becomes of one. Pure.
 *
 * @param stages subscriptions at the end of each stage, from 0; empty: all are opened before messages flow, and held
 * @param session mean life of a subscription, drawn from the exponential distribution, after which another one takes its
 *     place; null: held to the end
 * @param stormAt when all end and come back at once, after the window has opened; null: never
 * @param reconnect whether one that the target ended, or did not let in, tries again
 * @param seed of the random lives
 */
public record LoadProfile(List<Stage> stages, Duration session, Duration stormAt, boolean reconnect, long seed) {

    /** All opened before messages flow, and held to the end. */
    public static final LoadProfile STEADY = new LoadProfile(List.of(), null, null, false, 0);

    private static final Duration MIN_SESSION = Duration.ofMillis(100);

    public LoadProfile {
        stages = List.copyOf(stages);
        for (Stage stage : stages) {
            if (stage.end() != Math.rint(stage.end())) {
                throw new IllegalArgumentException(
                        "--stage ends at " + stage.end() + ": connections are whole numbers");
            }
        }
        if (!stages.isEmpty() && stages.stream().allMatch(stage -> stage.end() == 0)) {
            throw new IllegalArgumentException("--stage never has a connection: one stage must end above 0");
        }
        if (session != null && session.compareTo(MIN_SESSION) < 0) {
            throw new IllegalArgumentException(
                    "--session is " + session.toMillis() + "ms: it must be at least " + MIN_SESSION.toMillis() + "ms");
        }
    }

    /** The number of subscriptions changes, and each of them is held. */
    public static LoadProfile staged(List<Stage> stages) {
        return new LoadProfile(stages, null, null, false, 0);
    }

    /** The most subscriptions that there shall be at once, where there are stages, or else that number. */
    public int most(int connections) {
        return isStaged() ? (int) new Stages(0, stages).highest() : connections;
    }

    /** Nobody comes or goes while messages flow. */
    public boolean isSteady() {
        return stages.isEmpty() && session == null && stormAt == null && !reconnect;
    }

    /** Whether the number of subscriptions changes. */
    public boolean isStaged() {
        return !stages.isEmpty();
    }

    /** Adds every setting that differs from a steady run's, by the name of its option. */
    public void resolveInto(Map<String, Object> resolved) {
        if (isStaged()) {
            resolved.put("stage", OptionText.of(stages));
        }
        if (session != null) {
            resolved.put("session", OptionText.of(session));
        }
        if (stormAt != null) {
            resolved.put("storm", OptionText.of(stormAt));
        }
        if (reconnect) {
            resolved.put("reconnect", true);
        }
        if (session != null) {
            resolved.put("seed", seed);
        }
    }

    /**
     * Subscriptions that there shall be.
     *
     * @param elapsedNs since the window opened; before that, as at its beginning
     * @param connections where there are no stages
     */
    int wanted(long elapsedNs, int connections) {
        return isStaged() ? (int) Math.round(new Stages(0, stages).at(elapsedNs)) : connections;
    }

    /** The most of {@link #wanted} from then on. */
    int mostWantedFrom(long elapsedNs, int connections) {
        return isStaged() ? (int) Math.round(new Stages(0, stages).highestFrom(elapsedNs)) : connections;
    }
}
