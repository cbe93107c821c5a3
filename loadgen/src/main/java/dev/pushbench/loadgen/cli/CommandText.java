package dev.pushbench.loadgen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as one would type it, without its secrets. */
final class CommandText {

    private static final String MASK = "***";
    private static final Set<String> SECRETS = Set.of("--user", "--bearer", "--cookie", "--admin-token");
    private static final Set<String> HEADERS = Set.of("--header", "-H");
    /** Of any other header nobody knows whether its value is a key. */
    private static final Set<String> OPEN_HEADERS = Set.of(
            "accept",
            "accept-language",
            "cache-control",
            "host",
            "last-event-id",
            "origin",
            "pragma",
            "sec-websocket-protocol",
            "user-agent");

    private static final Pattern LONG_OPTION = Pattern.compile("(--[a-z-]+)=(.*)", Pattern.DOTALL);
    private static final Pattern SHORT_HEADER = Pattern.compile("(-H)=?(.+)", Pattern.DOTALL);
    private static final Pattern USER_IN_URL = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

    private CommandText() {}

    /** {@code ./pushbench} and the arguments, quoted for a POSIX shell where they need it. */
    static String of(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        String option = "";
        for (String argument : arguments) {
            Matcher attached = LONG_OPTION.matcher(argument);
            Matcher header = SHORT_HEADER.matcher(argument);
            if (attached.matches()) {
                shown.add(attached.group(1) + "=" + shown(attached.group(1), attached.group(2)));
            } else if (header.matches()) {
                shown.add(header.group(1) + shown(header.group(1), header.group(2)));
            } else {
                shown.add(shown(option, argument));
            }
            option = argument;
        }
        return "./pushbench " + shown.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    /** A value of that option, or of none, with what is secret in it masked. */
    static String shown(String option, String value) {
        if (SECRETS.contains(option)) {
            // The name of a file is no secret, and is needed to do it again.
            return value.startsWith("@") ? value : MASK;
        }
        if (HEADERS.contains(option)) {
            int colon = value.indexOf(':');
            String name = colon < 0 ? "" : value.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            return OPEN_HEADERS.contains(name) ? value : value.substring(0, colon + 1) + " " + MASK;
        }
        return USER_IN_URL.matcher(value).replaceFirst("$1" + MASK + "@");
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** The same with the seed that was chosen, where none was asked for: then the command repeats the run. */
    static String withSeed(List<String> arguments, Long asked, long chosen) {
        List<String> all = new ArrayList<>(arguments);
        if (asked == null) {
            all.add("--seed=" + chosen);
        }
        return of(all);
    }
}
