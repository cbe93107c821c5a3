package dev.pushbench.loadgen.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the cells of a comparison do, by its name and a setting: {@code push}, {@code churn:2s}.
 *
 * @param kind which work
 * @param setting what follows the colon, or the kind's own
 * @param options of {@code load} that it takes besides, by their names
 */
public record Workload(Kind kind, String setting, Map<String, String> options) {

    /** Messages are pushed to subscriptions that are held. */
    public static final Workload PUSH = new Workload(Kind.PUSH, null, Map.of());

    /** The kinds. */
    public enum Kind {
        PUSH("push", null),
        /** The clients send, and hear back. */
        ROUND_TRIP("round-trip", null),
        /** Only heartbeats, at this interval. */
        IDLE("idle", "1s", "rate"),
        /** Subscriptions live so long on average, and are replaced. */
        CHURN("churn", "2s"),
        /** All end and come back so long after the beginning. */
        STORM("storm", "500ms"),
        /** A share reads slowly. */
        SLOW("slow", "5%:stop"),
        /** The largest such load is searched for. */
        FIND("find", SearchedLoad.CONNECTIONS.label()),
        /** The number of subscriptions changes. */
        STAGE("stage", "1000:1s,1000:1s", "connections", "duration"),
        /** The rate changes. */
        RATE_STAGE("rate-stage", "10:1s,100:1s", "duration");

        private final String label;
        private final String usual;
        private final List<String> says;

        Kind(String label, String usual, String... says) {
            this.label = label;
            this.usual = usual;
            this.says = List.of(says);
        }
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Workload of(String text) {
        String[] parts = text.split(":", 2);
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.label.equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--workload has '" + parts[0] + "': the workloads are "
                        + Arrays.stream(Kind.values())
                                .map(each -> each.usual == null ? each.label : each.label + "[:" + each.usual + "]")
                                .collect(Collectors.joining(", "))));
        if (parts.length == 2 && kind.usual == null) {
            throw new IllegalArgumentException("--workload has '" + text + "': " + kind.label + " takes no setting");
        }
        Workload workload = new Workload(kind, parts.length == 2 ? parts[1] : kind.usual, Map.of());
        if (kind == Kind.FIND && workload.searched() == null) {
            throw new IllegalArgumentException("--workload has '" + text + "': find takes connections or rate");
        }
        return workload;
    }

    /** The same with these options of {@code load}. */
    public Workload with(Map<String, String> more) {
        return new Workload(kind, setting, more);
    }

    /** What is searched for, or null where nothing is. */
    public SearchedLoad searched() {
        return kind != Kind.FIND
                ? null
                : Arrays.stream(SearchedLoad.values())
                        .filter(each -> each.label().equals(setting))
                        .findFirst()
                        .orElse(null);
    }

    /** As {@link #of} takes it. */
    @Override
    public String toString() {
        return setting == null ? kind.label : kind.label + ":" + setting;
    }

    /** Whether the setting is stages, which say themselves how long the work takes. */
    public boolean isStaged() {
        return kind == Kind.STAGE || kind == Kind.RATE_STAGE;
    }

    /** The options of {@code load}, without dashes, that it has no place for, because it says the same or rules it out. */
    public List<String> says() {
        return kind.says;
    }

    /** Whether all messages are what the server publishes. */
    boolean isPublished() {
        return kind != Kind.IDLE && kind != Kind.ROUND_TRIP;
    }

    /** The path of a pushbench server's endpoint for it. */
    String path(Cell cell) {
        return kind == Kind.ROUND_TRIP && cell.protocol().equals("ws") ? "/echo" : "/" + cell.protocol();
    }

    /** What {@code load} is told besides the push. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(ofKind());
        options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    private List<String> ofKind() {
        return switch (kind) {
            case PUSH -> List.of();
            case ROUND_TRIP -> List.of("--round-trip");
            case IDLE -> List.of("--idle", "--heartbeat=" + setting);
            case CHURN -> List.of("--session=" + setting);
            case STORM -> List.of("--storm=" + setting);
            case SLOW -> List.of("--slow=" + setting);
            case FIND -> List.of("--find=" + setting);
            case STAGE -> List.of("--stage=" + setting);
            case RATE_STAGE -> List.of("--rate-stage=" + setting);
        };
    }
}
