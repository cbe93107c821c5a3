package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Builds a table with one row an item and one column a figure; times of a column share their unit. Used by one thread.
 */
final class TableOf<T> {

    private final List<T> items;
    private final List<String> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String missing = "not known.";
    private Function<T, String> link = item -> null;

    TableOf(List<T> items) {
        this.items = items;
        items.forEach(item -> rows.add(new ArrayList<>()));
    }

    TableOf<T> text(String column, Function<T, String> text) {
        columns.add(column);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).add(text.apply(items.get(i)));
        }
        return this;
    }

    TableOf<T> count(String column, Function<T, ? extends Number> count) {
        return text(column, item -> Table.count(count.apply(item)));
    }

    /** Nanoseconds. */
    TableOf<T> time(String column, Function<T, ? extends Number> ns) {
        return time(column, ns, (item, scale) -> Table.orMissing(ns.apply(item), scale::text));
    }

    /** A text with times in it, in the unit that suits the column's nanoseconds. */
    TableOf<T> time(String column, Function<T, ? extends Number> ns, BiFunction<T, Scale, String> text) {
        List<Number> times = new ArrayList<>();
        items.forEach(item -> times.add(ns.apply(item)));
        Scale scale = Scale.of(times);
        return text(column, item -> text.apply(item, scale));
    }

    TableOf<T> bytes(String column, Function<T, ? extends Number> bytes) {
        return text(column, item -> Table.orMissing(bytes.apply(item), Figures::bytes));
    }

    TableOf<T> note(String note) {
        notes.add(note);
        return this;
    }

    /** The section of the page that an item's name leads to. */
    TableOf<T> link(Function<T, String> section) {
        link = section;
        return this;
    }

    /** What the dash means, for the note below. */
    TableOf<T> missing(String reason) {
        missing = reason;
        return this;
    }

    Table build(String id, String caption, String corner, Function<T, String> head, Function<T, CellStyle> style) {
        List<Table.Row> built = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            T item = items.get(i);
            built.add(new Table.Row(head.apply(item), style.apply(item), link.apply(item), List.copyOf(rows.get(i))));
        }
        return new Table(id, caption, corner, List.copyOf(columns), built, List.copyOf(notes), missing);
    }
}
