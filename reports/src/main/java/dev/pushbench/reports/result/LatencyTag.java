package dev.pushbench.reports.result;

import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tag of a line in the log. The format ends a tag at a comma or white space and its writer fails to notice them
 * (its check matches texts of three characters only), so everything but letters, digits and {@code / . + - _} is
 * percent-encoded as UTF-8, as in RFC 3986, section 2.1. The names of all usual cells stay as they are.
 */
record LatencyTag(String cell, Metric metric) {

    private static final String PLAIN = "/.+-_";

    static String of(String cell, Metric metric) {
        StringBuilder tag = new StringBuilder(cell.length() + 8);
        for (byte each : cell.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                tag.append((char) each);
            } else {
                tag.append('%')
                        .append(Character.forDigit(each >> 4 & 0xF, 16))
                        .append(Character.forDigit(each & 0xF, 16));
            }
        }
        return tag.append(metric.suffix()).toString();
    }

    private static boolean isPlain(byte each) {
        return each >= 'a' && each <= 'z'
                || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9'
                || each > 0 && PLAIN.indexOf(each) >= 0;
    }

    /**
     * The reverse of {@link #of}.
     *
     * @throws IllegalArgumentException for a tag that {@link #of} does not make; null stands for no tag
     */
    static LatencyTag parse(String tag) {
        if (tag == null) {
            throw new IllegalArgumentException("a histogram without a tag");
        }
        int bar = tag.indexOf('|');
        String suffix = bar < 0 ? "" : tag.substring(bar);
        Metric metric = Arrays.stream(Metric.values())
                .filter(each -> each.suffix().equals(suffix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown metric in tag " + tag));
        return new LatencyTag(decode(bar < 0 ? tag : tag.substring(0, bar)), metric);
    }

    private static String decode(String encoded) {
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char each = encoded.charAt(i);
            if (each == '%') {
                cell.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                cell.write(each);
            }
        }
        return cell.toString(StandardCharsets.UTF_8);
    }
}
