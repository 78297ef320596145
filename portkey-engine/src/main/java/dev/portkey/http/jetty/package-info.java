/**
 * {@link dev.portkey.http.Transport} on Jetty's client: HTTP/1.1, and HTTP/2 where the server offers it over TLS. Start
 * reading at {@link dev.portkey.http.jetty.JettyTransport}; one call is a {@code JettyExchange}. No other package knows
 * Jetty.
 */
@NullMarked
package dev.portkey.http.jetty;

import org.jspecify.annotations.NullMarked;
