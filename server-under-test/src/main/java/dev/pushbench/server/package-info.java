/** x. */
package dev.pushbench.server;
