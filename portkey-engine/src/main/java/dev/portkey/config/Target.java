package dev.portkey.config;

import dev.portkey.credential.Secret;
import dev.portkey.credential.VirtualKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A leaf of a config: one place a call may go to, complete with everything it inherits from the groups above it.
 *
 * @param path position in the submitted document
 * @param name for conditional strategies; empty when it has none
 * @param weight share in a load-balanced group, default 1
 * @param provider provider id; empty until a virtual key or an {@code @slug} has said which
 * @param virtualKey slug without {@code @} of the virtual key that supplies provider and key
 * @param apiKey the provider's key
 * @param customHost base URL that replaces the provider's own, without trailing slash
 * @param customHostTrusted the operator named the custom host, so it is not subject to the address policy
 * @param overrideParams request members that replace the client's
 * @param defaultParams request members that apply where the client sent none
 * @param dropParams paths of request members to remove, applied last
 * @param requestTimeout how long one attempt may take
 * @param forwardHeaders lower-case names of client headers to send on unchanged
 * @param strict strict OpenAI compliance, default true
 * @param retry when to try this target again
 * @param cache what to cache; empty means nothing
 * @param options every other member of the node in snake_case, for the provider: {@code openai_organization}, …
 */
public record Target(
        String path,
        String name,
        double weight,
        String provider,
        Optional<String> virtualKey,
        Optional<Secret> apiKey,
        Optional<String> customHost,
        boolean customHostTrusted,
        JsonObject overrideParams,
        JsonObject defaultParams,
        List<String> dropParams,
        Optional<Duration> requestTimeout,
        List<String> forwardHeaders,
        boolean strict,
        RetrySettings retry,
        Optional<CacheSettings> cache,
        Map<String, JsonValue> options)
        implements ConfigNode {
    public Target {
        dropParams = List.copyOf(dropParams);
        forwardHeaders = List.copyOf(forwardHeaders);
        options = Map.copyOf(options);
    }

    /** A target of that provider with nothing else said. */
    public static Target of(String path, String provider) {
        return new Target(
                path,
                "",
                1,
                provider,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                JsonValue.EMPTY_JSON_OBJECT,
                JsonValue.EMPTY_JSON_OBJECT,
                List.of(),
                Optional.empty(),
                List.of(),
                true,
                RetrySettings.NONE,
                Optional.empty(),
                Map.of());
    }

    /** A provider-specific setting as text; numbers and booleans in their JSON spelling. */
    public Optional<String> option(String snakeCaseName) {
        JsonValue value = options.get(snakeCaseName);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        return Optional.of(value instanceof JsonString string ? string.getString() : value.toString());
    }

    /** This target with provider, key and settings of the virtual key; what the target says itself wins, but not its key. */
    public Target with(VirtualKey key) {
        Map<String, JsonValue> merged = new HashMap<>(key.options());
        merged.putAll(options);
        return new Target(
                path,
                name,
                weight,
                key.provider(),
                Optional.of(key.slug()),
                key.apiKey(),
                customHost.or(key::customHost),
                customHost.isEmpty() && key.customHost().isPresent(),
                overrideParams,
                defaultParams,
                dropParams,
                requestTimeout,
                forwardHeaders,
                strict,
                retry,
                cache,
                merged);
    }
}
