/** x. */
package dev.pushbench.benchmarks;
