/**
 * HTTP as values: header fields, bodies, the request to a provider and its response, server-sent events; and
 * {@link dev.portkey.http.Transport}, the port through which providers are called. {@code http.jetty} is its
 * implementation and the only place that knows Jetty.
 */
@NullMarked
package dev.portkey.http;

import org.jspecify.annotations.NullMarked;
