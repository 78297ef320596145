package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import java.util.Optional;

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

    /** Authorization and the provider's other own headers. */
    Headers headers(ProviderCall call);

    /** How the provider serves an endpoint; empty when it does not. Not asked for {@link Endpoint#PROXY}. */
    Optional<Operation> operation(Endpoint endpoint);

    /** Whether a call without a key can be answered; most providers' own hosts refuse it. */
    default boolean needsKey() {
        return true;
    }

    /** What a passed-through call adds to the base URL: by default the client's path without {@code /v1}. */
    default String proxyPath(ProviderCall call) {
        return call.path().substring("/v1".length());
    }
}
