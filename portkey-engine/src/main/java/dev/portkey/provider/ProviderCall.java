package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One call as a provider sees it: what the client wants and where it is to go. Immutable.
 *
 * @param endpoint the operation
 * @param method the client's HTTP method
 * @param path the client's path from {@code /v1} on, as on the wire
 * @param query the client's query string without {@code ?}; empty when there is none
 * @param headers the client's header fields
 * @param body the client's JSON body after {@code override_params}; empty when the body is no JSON
 * @param target where the call goes
 * @param startedAt time for {@code created} fields
 */
public record ProviderCall(
        Endpoint endpoint,
        String method,
        String path,
        String query,
        Headers headers,
        Optional<JsonBody> body,
        Target target,
        Instant startedAt) {
    /** Header fields in which clients send a provider's key. */
    public static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key", "api-key");

    /**
     * The JSON body of an endpoint that always has one.
     *
     * @throws IllegalStateException for an endpoint without
     */
    public JsonBody json() {
        return body.orElseThrow(() -> new IllegalStateException(endpoint + " has no JSON body"));
    }

    /** This call with another JSON body. */
    public ProviderCall with(JsonBody newBody) {
        return new ProviderCall(endpoint, method, path, query, headers, Optional.of(newBody), target, startedAt);
    }

    /** The same call to another target. */
    public ProviderCall to(Target newTarget) {
        return new ProviderCall(endpoint, method, path, query, headers, body, newTarget, startedAt);
    }

    /** Whether the client asked for a stream. */
    public boolean wantsStream() {
        return body.isPresent() && body.get().isTrue("stream");
    }

    /** Whether the target's key is one that the client itself sent with this call, rather than one of the operator's. */
    public boolean keyIsClients() {
        return target.apiKey()
                .filter(key -> CREDENTIALS.stream()
                        .flatMap(name -> headers.all(name).stream())
                        .anyMatch(value -> value.contains(key.reveal())))
                .isPresent();
    }

    public boolean strict() {
        return target.strict();
    }
}
