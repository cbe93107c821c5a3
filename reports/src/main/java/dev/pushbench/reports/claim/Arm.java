package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One variant of a cell that an experiment measures, as two command lines: a server, and the load on it. URLs name the
 * server where {@code serve} listens by itself; whoever starts one elsewhere takes {@link #loadAt}.
 *
 * @param label what its results are called: the cell and a suffix, such as {@code sse/1.1+idle-2000}; unique over all
 *     arms of a run
 * @param cell what {@code load} itself calls its result, such as {@code sse/1.1}
 * @param connections subscriptions that it opens
 * @param load arguments of {@code load}, the URL first; what says where the result goes is not among them
 * @param serve arguments of {@code serve}; what says where it listens is not among them
 */
public record Arm(String label, String cell, int connections, List<String> load, List<String> serve) {

    /** Where {@code serve} listens without further options, in cleartext and under TLS. */
    public static final String CLEARTEXT = "127.0.0.1:8080";

    public static final String TLS = "127.0.0.1:8443";

    static final String AGAIN = "+again";

    public Arm {
        if (!label.startsWith(cell)) {
            throw new IllegalArgumentException("the label of an arm begins with its cell " + cell + ": " + label);
        }
        load = List.copyOf(load);
        serve = List.copyOf(serve);
    }

    /**
     * An arm on a server without options of its own.
     *
     * @param cell one of the four in cleartext
     * @param suffix of the label, such as {@code +again}, or empty
     * @param options of {@code load} besides URL, HTTP version and connections
     */
    static Arm of(String cell, String suffix, int connections, String... options) {
        CellName name = CellName.parse(cell);
        List<String> load = new ArrayList<>(List.of(
                name.isWebSocket() ? "ws://" + CLEARTEXT + "/ws" : "http://" + CLEARTEXT + "/sse",
                "--http=" + name.httpVersion(),
                "--connections=" + connections));
        load.addAll(List.of(options));
        return new Arm(cell + suffix, cell, connections, load, List.of());
    }

    /** The same once more: an A/A control. */
    Arm again() {
        return new Arm(label + AGAIN, cell, connections, load, serve);
    }

    /** The same at another path of the server. */
    Arm at(String path) {
        List<String> other = new ArrayList<>(load);
        other.set(0, URI.create(load.get(0)).resolve(path).toString());
        return new Arm(label, cell, connections, other, serve);
    }

    /** The same on a server with these options. */
    Arm servedWith(String... options) {
        return new Arm(label, cell, connections, load, List.of(options));
    }

    /** What follows the cell in the label; any other cell that its {@code load} measures has it too. */
    public String suffix() {
        return label.substring(cell.length());
    }

    /**
     * The arguments of {@code load} for a server that listens elsewhere.
     *
     * @param cleartext host and port
     * @param tls host and port under TLS; null if the arm has no TLS
     */
    public List<String> loadAt(String cleartext, String tls) {
        return load.stream()
                .map(argument -> argument.replace(CLEARTEXT, cleartext))
                .map(argument -> tls == null ? argument : argument.replace(TLS, tls))
                .toList();
    }

    /** Whether any of its URLs is one under TLS. */
    public boolean overTls() {
        return load.stream().anyMatch(argument -> argument.contains(TLS));
    }

    /** What to type, in one terminal and then in another, to see it. */
    public List<String> commands() {
        return List.of(
                Stream.concat(Stream.of("./pushbench serve"), serve.stream()).collect(Collectors.joining(" ")),
                Stream.concat(Stream.of("./pushbench load"), load.stream()).collect(Collectors.joining(" ")));
    }

    /** The reverse of {@link #asSettings}; empty for anything else. */
    static Optional<Arm> of(Object settings) {
        if (settings instanceof Map<?, ?> map
                && map.get("label") instanceof String label
                && map.get("cell") instanceof String cell
                && label.startsWith(cell)
                && map.get("connections") instanceof Integer connections
                && map.get("load") instanceof List<?> load
                && map.get("serve") instanceof List<?> serve) {
            return Optional.of(new Arm(label, cell, connections, words(load), words(serve)));
        }
        return Optional.empty();
    }

    private static List<String> words(List<?> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }

    /** By the names of its components, as a run's configuration keeps it. */
    public Map<String, Object> asSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("label", label);
        settings.put("cell", cell);
        settings.put("connections", connections);
        settings.put("load", load);
        settings.put("serve", serve);
        return settings;
    }
}
