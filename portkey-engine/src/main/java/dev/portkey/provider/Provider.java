package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.http.Transport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A vendor whose API the gateway speaks. Immutable and thread-safe. Found by {@link java.util.ServiceLoader} as well. */
public interface Provider {
    /** As in {@code x-portkey-provider}. */
    String id();

    /**
     * Where calls go when the target names no custom host: absolute, without trailing slash.
     *
     * @throws dev.portkey.error.GatewayException when the provider has no host of its own or needs an option that is
     *     missing
     */
    String baseUrl(Target target);

    /**
     * The base URL when the target names a custom host: that host as it is, for providers whose own base URL ends where a
     * custom host is expected to end.
     */
    default String customBaseUrl(String customHost) {
        return customHost;
    }

    /**
     * The base URL that an option of the target names, such as the address of a dedicated endpoint. A client may have sent
     * it, so it is subject to the rules of custom hosts.
     */
    default Optional<String> namedBaseUrl(Target target) {
        return Optional.empty();
    }

    /**
     * What must be there before anything else can be computed: a token that is fetched, or comes out of a cache. The result
     * is the call with that in its target. Fails with a {@link dev.portkey.error.GatewayException} when it cannot be had.
     *
     * @param transport for the token's request; what it costs is part of the call's time
     */
    default CompletionStage<ProviderCall> prepare(ProviderCall call, Transport transport) {
        return CompletableFuture.completedStage(call);
    }

    /** Authorization and the provider's other own headers. */
    Headers headers(ProviderCall call);

    /** How the provider serves an endpoint; empty when it does not. Not asked for {@link Endpoint#PROXY}. */
    Optional<Operation> operation(Endpoint endpoint);

    /** Whether a call without a key can be answered; most providers' own hosts refuse it. */
    default boolean needsKey() {
        return true;
    }

    /** As {@link #needsKey()}, for providers where a target's options can stand for the key. */
    default boolean needsKey(Target target) {
        return needsKey();
    }

    /** The query of a passed-through call without {@code ?}: by default the client's. */
    default String proxyQuery(ProviderCall call) {
        return call.query();
    }

    /** What a passed-through call adds to the base URL: by default the client's path without {@code /v1}. */
    default String proxyPath(ProviderCall call) {
        return call.path().substring("/v1".length());
    }
}
