/** x. */
package dev.pushbench.loadgen;
