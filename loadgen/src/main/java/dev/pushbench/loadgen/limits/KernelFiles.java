package dev.pushbench.loadgen.limits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The small text files below {@code /proc} and {@code /sys}. What is missing, unreadable or no number is null. */
public final class KernelFiles {

    /** More than /proc/cpuinfo has on the largest machines. */
    private static final int MAX_BYTES = 4 << 20;

    private final Path root;

    /**
     * @param root what stands for {@code /}
     */
    KernelFiles(Path root) {
        this.root = root;
    }

    /** Those of the kernel that this program runs on; on other systems than Linux all are missing. */
    public static KernelFiles ofThisMachine() {
        return new KernelFiles(Path.of("/"));
    }

    /** The whole file without the white space around it; null also if there is nothing else in it. */
    String text(String path) {
        // Not Files.readString: it asks for the size, is told 0, and reads one byte to see whether that is true. The
        // kernel
        // answers a second read of a sysctl with "end of file", so the first one must ask for everything.
        try (InputStream file = Files.newInputStream(root.resolve(path))) {
            String text = new String(file.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException | SecurityException unreadable) {
            return null;
        }
    }

    /** A file that holds one whole number. */
    Long number(String path) {
        String text = text(path);
        return text == null ? null : parse(text);
    }

    /** A file that holds so many whole numbers, and nothing else. */
    List<Long> numbers(String path, int count) {
        String text = text(path);
        if (text == null) {
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            numbers.add(parse(word));
        }
        return numbers.size() == count && numbers.stream().allMatch(Objects::nonNull) ? numbers : null;
    }

    /** What stands behind the colon in the first line that begins so. */
    String field(String path, String name) {
        String text = text(path);
        return text == null
                ? null
                : text.lines()
                        .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse(null);
    }

    /** The files of that name, one for each processor; without those that cannot be read. */
    List<String> ofEachCpu(String path) {
        try (Stream<Path> cpus = Files.list(root.resolve("sys/devices/system/cpu"))) {
            return cpus.map(cpu -> cpu.getFileName().toString())
                    .filter(name -> name.matches("cpu\\d+"))
                    .sorted()
                    .map(cpu -> text("sys/devices/system/cpu/" + cpu + "/" + path))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException | SecurityException unreadable) {
            return List.of();
        }
    }

    /** The processor, as the kernel names it, or null. */
    public String cpuModel() {
        return field("proc/cpuinfo", "model name");
    }

    static Long parse(String number) {
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException odd) {
            return null;
        }
    }
}
