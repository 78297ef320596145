package dev.portkey.http;

import java.net.URI;

/**
 * One HTTP request to a provider.
 *
 * @param uri absolute http or https
 * @param headers all that are to be sent, except host, content-length and connection-level ones
 * @param guarded the host was named by a client, so the resolved address must pass the {@link AddressPolicy} before
 *     anything is connected
 * @param timeouts the waits this request allows
 */
public record ProviderRequest(String method, URI uri, Headers headers, Body body, boolean guarded, Timeouts timeouts) {}
