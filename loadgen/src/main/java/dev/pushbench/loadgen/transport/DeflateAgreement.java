package dev.pushbench.loadgen.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What client and server agreed on about compressing messages (RFC 7692, section 7.1).
 *
 * @param keepsContext the server's messages refer to those before; else each stands alone
 */
record DeflateAgreement(boolean keepsContext) {

    /** As browsers offer it: every parameter is left to the server. */
    static final String OFFER = "permessage-deflate; client_max_window_bits";

    private static final String NAME = "permessage-deflate";

    /**
     * Reads the server's answer. Null if it declined.
     *
     * @throws IllegalArgumentException with the reason, if it agreed to what was not offered
     */
    static DeflateAgreement of(HttpFields fields) {
        List<String> answers = fields.getCSV(HttpHeader.SEC_WEBSOCKET_EXTENSIONS, false);
        if (answers.isEmpty()) {
            return null;
        }
        String[] parts = answers.get(0).split(";");
        if (answers.size() > 1 || !parts[0].trim().equals(NAME)) {
            throw new IllegalArgumentException("which was not offered");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].trim().split("=", 2);
            String name = parameter[0].trim().toLowerCase(Locale.ROOT);
            String value = parameter.length < 2 ? null : parameter[1].trim().replace("\"", "");
            if (!isKnown(name, value) || !seen.add(name)) {
                throw new IllegalArgumentException("of which \"" + parts[i].trim() + "\" makes no sense (RFC 7692)");
            }
        }
        return new DeflateAgreement(!seen.contains("server_no_context_takeover"));
    }

    /** A window smaller than the 32 KiB that are there asks for nothing more. */
    private static boolean isKnown(String name, String value) {
        return switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case "server_max_window_bits", "client_max_window_bits" -> value != null && value.matches("[89]|1[0-5]");
            default -> false;
        };
    }
}
