package dev.pushbench.loadgen.cli;

import java.io.PrintWriter;
import java.util.List;

/** Rows of a table for a terminal. */
final class AlignedTable {

    private AlignedTable() {}

    /** Figures: the first column to the left, the others to the right. */
    static void print(List<List<String>> rows, PrintWriter out) {
        print(rows, 1, out);
    }

    /** Words: all columns to the left. */
    static void printWords(List<List<String>> rows, PrintWriter out) {
        print(rows, Integer.MAX_VALUE, out);
    }

    private static void print(List<List<String>> rows, int toTheLeft, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(i < toTheLeft ? row.get(i) + pad : pad + row.get(i));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
