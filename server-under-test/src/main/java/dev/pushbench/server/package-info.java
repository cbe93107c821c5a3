/**
 * What is measured: a Jetty server that publishes topics over WebSocket and SSE, HTTP/1.1 and HTTP/2, cleartext and TLS.
 * It knows nothing of who measures it.
 *
 * <p>The way in is {@link dev.pushbench.server.ServerUnderTest}; {@link dev.pushbench.server.ServerConfig} has every
 * setting. Packages: {@code wire} the bytes, {@code publish} who gets which message when, {@code transport} the
 * endpoints, {@code admin} what those who measure ask for.
 *
 * <pre>{@code
 * try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
 *     URI events = server.http().resolve("/sse");
 * }
 * }</pre>
 */
package dev.pushbench.server;
