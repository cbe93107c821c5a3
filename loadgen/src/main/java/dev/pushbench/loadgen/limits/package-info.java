/**
 * What this machine and this process can do: how many connections, on how many cores, timed by which clock.
 *
 * <p>{@link dev.pushbench.loadgen.limits.Limits} are the two numbers that make a plan impossible, and
 * {@link dev.pushbench.loadgen.limits.Preflight} says so before anything is opened.
 * {@link dev.pushbench.loadgen.limits.Diagnosis} is all that {@code pushbench doctor} prints. Both read the kernel's
 * files through {@link dev.pushbench.loadgen.limits.KernelFiles}, whose root is a parameter, so that tests can make up a
 * machine. What cannot be read is null or "unknown": nothing is guessed.
 *
 * <p>Threads: everything is immutable, and reads files on the thread that asks.
 *
 * <pre>{@code
 * Plan plan = new Plan(50_000, 1, 1, HttpVersion.HTTP_1_1, 100, Plan.Server.ELSEWHERE);
 * Preflight.refuseIfImpossible(plan, Limits.ofThisProcess());
 * // fd limit 20000 allows 19,900 connections; asked 50,000: use --processes 3 or raise `ulimit -n` to 50100
 * }</pre>
 */
package dev.pushbench.loadgen.limits;
