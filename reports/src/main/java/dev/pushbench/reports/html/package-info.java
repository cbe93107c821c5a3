/**
 * A result as one HTML file: no network, no script needed but for the charts.
 *
 * <p>A report is made in three steps, each a plain value: figures of the result become words, {@code Table}s and
 * {@code Chart}s (texts are still plain here); a page record holds them in order; a jte template prints the page and
 * escapes whatever it is given. Charts are data with their axes and ticks ready, so that the script in the page only
 * draws; under each one stands a table of the same numbers. Colours are custom properties of the style sheet, which is
 * why charts follow the reader's theme, and paper, without being told.
 *
 * <p>Templates lie in {@code src/main/jte} and are compiled into this package, so that pages stay package-private.
 * Everything is immutable and may be used by any thread.
 *
 * <pre>{@code
 * String html = RunReport.render(run, histograms);
 * }</pre>
 */
package dev.pushbench.reports.html;
