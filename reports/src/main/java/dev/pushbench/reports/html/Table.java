package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A table, ready to be printed. All texts are plain; the template escapes them.
 *
 * @param id unique in the page
 * @param corner what the first column lists
 * @param columns heads of the others
 * @param missing what the dash means here
 */
record Table(
        String id,
        String caption,
        String corner,
        List<String> columns,
        List<Row> rows,
        List<String> notes,
        String missing) {

    /**
     * @param head the row's name
     * @param style its mark, or null
     * @param link to the section of the page that it is about, or null
     */
    record Row(String head, CellStyle style, String link, List<String> data) {}

    boolean missesFigures() {
        return rows.stream().anyMatch(row -> row.data().contains(Figures.MISSING));
    }

    /** Notes to print below, with the one that explains the dash where there is one. */
    List<String> allNotes() {
        List<String> all = new ArrayList<>(notes);
        if (missesFigures()) {
            all.add(Figures.MISSING + " : " + missing);
        }
        return all;
    }

    /** A figure or the dash. */
    static String orMissing(Number value, DoubleFunction<String> text) {
        return value == null ? Figures.MISSING : text.apply(value.doubleValue());
    }

    static String count(Number value) {
        return value == null ? Figures.MISSING : Figures.count(value.longValue());
    }

    static List<String> list(String... texts) {
        return Arrays.asList(texts);
    }
}
