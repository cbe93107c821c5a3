package dev.pushbench.loadgen.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message with <code>${connection}</code>, <code>${sequence}</code> and <code>${now}</code> to be filled in. Immutable.
 */
final class MessageTemplate {

    private static final String OPEN = "${";

    private enum Variable {
        CONNECTION,
        SEQUENCE,
        NOW
    }

    /** Text before each variable, and behind the last one. */
    private final List<String> texts = new ArrayList<>();

    private final List<Variable> variables = new ArrayList<>();

    /** @throws IllegalArgumentException if there is another variable in it */
    MessageTemplate(String text) {
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf('}', open);
            texts.add(text.substring(from, open));
            variables.add(variable(close < 0 ? text.substring(open) : text.substring(open, close + 1)));
            from = close + 1;
        }
        texts.add(text.substring(from));
    }

    private static Variable variable(String name) {
        return switch (name) {
            case "${connection}" -> Variable.CONNECTION;
            case "${sequence}" -> Variable.SEQUENCE;
            case "${now}" -> Variable.NOW;
            default ->
                throw new IllegalArgumentException(
                        "--send has '" + name + "': it must be ${connection}, ${sequence} or ${now}");
        };
    }

    /**
     * The message.
     *
     * @param connection from 0
     * @param sequence of the message on its connection, from 0
     * @param nowMillis since 1970
     */
    ByteBuffer fill(int connection, long sequence, long nowMillis) {
        StringBuilder message = new StringBuilder(texts.get(0));
        for (int i = 0; i < variables.size(); i++) {
            message.append(
                    switch (variables.get(i)) {
                        case CONNECTION -> connection;
                        case SEQUENCE -> sequence;
                        case NOW -> nowMillis;
                    });
            message.append(texts.get(i + 1));
        }
        return StandardCharsets.UTF_8.encode(message.toString());
    }
}
