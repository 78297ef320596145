package dev.portkey.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests to providers. Thread-safe. */
public interface Transport extends AutoCloseable {
    /**
     * Sends one request without blocking. The future completes with the response once its headers are there, or fails
     * with a {@link TransportException}. Redirects are not followed, cookies not kept, gzip is decoded and
     * then no longer named in {@code content-encoding}; other codings are left as they are. Cancelling the
     * future closes the provider's connection at once; after it is complete, cancelling the subscription of the body
     * does. The body fails with a {@link TransportException} when the provider breaks off or falls silent.
     */
    CompletableFuture<ProviderResponse> send(ProviderRequest request);

    /** Closes all connections; calls under way fail. */
    @Override
    void close();
}
