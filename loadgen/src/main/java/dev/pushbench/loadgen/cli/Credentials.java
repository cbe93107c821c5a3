package dev.pushbench.loadgen.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Who asks: the options that become {@code Authorization} and {@code Cookie}. */
final class Credentials {

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description =
                    "basic authentication; @FILE: what the file holds. The URL may say it too: https://NAME:PASSWORD@host/")
    private String user;

    @Option(
            names = "--bearer",
            paramLabel = "TOKEN",
            description = "sent as \"Authorization: Bearer TOKEN\"; @FILE: what the file holds")
    private String bearer;

    @Option(names = "--cookie", paramLabel = "'NAME=VALUE'", description = "cookie; repeatable")
    private List<String> cookies = List.of();

    /**
     * The headers that say who asks.
     *
     * @param urls the targets; those of one run go by one name
     * @param given headers of the user's own
     */
    List<String> headers(List<URI> urls, List<String> given) {
        List<String> authorizations = new ArrayList<>();
        if (user != null) {
            authorizations.add(basic("--user", secret("--user", user)));
        }
        if (bearer != null) {
            authorizations.add("Authorization: Bearer " + secret("--bearer", bearer));
        }
        String userInfo = userInfo(urls);
        if (userInfo != null) {
            authorizations.add(basic("URL", userInfo));
        }
        given.stream().filter(header -> isNamed(header, "authorization")).forEach(authorizations::add);
        if (authorizations.size() > 1) {
            throw new IllegalArgumentException("Authorization: is given " + authorizations.size()
                    + " times; give one of --user, --bearer, --header Authorization and a user in the URL");
        }
        List<String> headers = new ArrayList<>(given);
        authorizations.stream().filter(each -> !given.contains(each)).forEach(headers::add);
        if (!cookies.isEmpty()) {
            headers.add("Cookie: " + cookies(given));
        }
        return headers;
    }

    /** The URL without a user, which it must not show to anyone. */
    static URI withoutUser(URI url) {
        return url.getRawUserInfo() == null
                ? url
                : URI.create(url.toString()
                        .replaceFirst("//" + java.util.regex.Pattern.quote(url.getRawUserInfo() + "@"), "//"));
    }

    private static String userInfo(List<URI> urls) {
        List<String> users = urls.stream()
                .map(url -> url.getRawUserInfo() == null ? "" : url.getUserInfo())
                .distinct()
                .toList();
        if (users.size() > 1) {
            throw new IllegalArgumentException(
                    "URLs with different users: the targets of one run are asked as one user, name it in each URL or"
                            + " with --user");
        }
        return users.isEmpty() || users.get(0).isEmpty() ? null : users.get(0);
    }

    private static String basic(String option, String userAndPassword) {
        if (userAndPassword.indexOf(':') < 0) {
            throw new IllegalArgumentException(option + ": has a user without a password, must be NAME:PASSWORD");
        }
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private String cookies(List<String> given) {
        if (given.stream().anyMatch(header -> isNamed(header, "cookie"))) {
            throw new IllegalArgumentException("--cookie and --header Cookie: say the same, give one of them");
        }
        if (cookies.stream().anyMatch(cookie -> cookie.indexOf('=') < 1)) {
            throw new IllegalArgumentException("--cookie: must be NAME=VALUE");
        }
        return String.join("; ", cookies);
    }

    private static String secret(String option, String given) {
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            String held = Files.readString(Path.of(given.substring(1))).strip();
            if (held.isEmpty() || held.lines().count() > 1) {
                throw new IllegalArgumentException(option + " " + given + ": must hold one line");
            }
            return held;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(option + " " + given + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isNamed(String header, String name) {
        return header.toLowerCase(Locale.ROOT).replaceAll("\\s", "").startsWith(name + ":");
    }
}
