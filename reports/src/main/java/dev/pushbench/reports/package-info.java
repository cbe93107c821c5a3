/**
 * From result to report. {@link dev.pushbench.reports.ReportRenderer} is the way in; {@code result} says what a result
 * is and keeps it in files, {@code stats} says what blocks mean together, {@code claim} has what people believe and says
 * what a run says of it, {@code diff} holds runs against each other, {@code bytes} says what a message takes on the wire, {@code html} makes pages.
 *
 * <p>Nothing here measures, and nothing knows Jetty, JMH or a live run: an old result renders again without measuring.
 * All of it may be called by any thread.
 *
 * <pre>{@code
 * ResultDirectory.write(directory, run, histograms);
 * ReportRenderer.renderDirectory(directory); // writes report.html beside result.json
 * }</pre>
 */
package dev.pushbench.reports;
