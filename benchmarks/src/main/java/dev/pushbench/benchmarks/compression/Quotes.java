package dev.pushbench.benchmarks.compression;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Messages that compress as a feed does: JSON whose keys come again and again, and whose numbers do not. */
final class Quotes {

    /** Of all messages: twice what a compressor looks back (RFC 1951, section 2), so that none finds itself again. */
    private static final int TOTAL_BYTES = 64 * 1024;

    private Quotes() {}

    /** At least 4, and so many that they are 64 KiB; the same for each size, whoever asks. */
    static List<byte[]> messages(int payloadBytes) {
        Random random = new Random(payloadBytes);
        return IntStream.range(0, Math.max(4, TOTAL_BYTES / payloadBytes))
                .mapToObj(i -> message(random, payloadBytes))
                .toList();
    }

    private static byte[] message(Random random, int payloadBytes) {
        StringBuilder quotes = new StringBuilder("[");
        while (quotes.length() < payloadBytes) {
            quotes.append(String.format(
                    Locale.ROOT,
                    "{\"symbol\":\"%c%c%c\",\"bid\":%.4f,\"ask\":%.4f,\"size\":%d},",
                    letter(random),
                    letter(random),
                    letter(random),
                    random.nextDouble() * 100,
                    random.nextDouble() * 100,
                    random.nextInt(10_000)));
        }
        quotes.setLength(payloadBytes - 1);
        return quotes.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static char letter(Random random) {
        return (char) ('A' + random.nextInt(26));
    }
}
