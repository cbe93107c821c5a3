/**
 * The command line. {@link dev.pushbench.loadgen.cli.Main} is what the launcher starts; each subcommand is a class that
 * turns options into a configuration record, runs it, and says what came of it.
 *
 * <p>stdout carries results, stderr carries progress and the one line that explains a failure. Exit codes are those of
 * {@link dev.pushbench.loadgen.cli.ExitCode}. Commands run on the main thread; a signal makes a second thread ask them to
 * stop, and wait until what was measured is saved.
 */
package dev.pushbench.loadgen.cli;
