package dev.portkey.config;

import dev.portkey.credential.Secret;
import dev.portkey.credential.VirtualKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * @param waits how long it may keep the caller waiting
 * @param forwardHeaders lower-case names of client headers to send on unchanged
 * @param strict strict OpenAI compliance, default true
 * @param retry when to try this target again
 * @param circuitBreaker when to take this target out of service; empty means never
 * @param cache what to cache; empty means nothing
 * @param rescue what becomes of its streams that break off, default {@link RescueMode#AUTO}
 * @param options every other member of the node in snake_case, for the provider: {@code openai_organization}, …
 * @param saved the operator wrote it: a leaf of a saved config
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
        Waits waits,
        List<String> forwardHeaders,
        boolean strict,
        RetrySettings retry,
        Optional<CircuitBreakerSettings> circuitBreaker,
        Optional<CacheSettings> cache,
        RescueMode rescue,
        Map<String, JsonValue> options,
        boolean saved)
        implements ConfigNode {
    /** Options that decide which host a provider's key is sent to. */
    private static final Set<String> HOST_OPTIONS = Set.of(
            "resource_name",
            "azure_foundry_url",
            "azure_endpoint_name",
            "huggingface_base_url",
            "snowflake_account",
            "databricks_workspace");

    public Target {
        dropParams = List.copyOf(dropParams);
        forwardHeaders = List.copyOf(forwardHeaders);
        options = Map.copyOf(options);
    }

    /** A target of that provider with nothing else said. */
    public static Target of(String path, String provider) {
        return builder(path).provider(provider).build();
    }

    /** A target with nothing said but where it stands. */
    public static TargetBuilder builder(String path) {
        return new TargetBuilder(path);
    }

    /** Another target that begins as this one. */
    public TargetBuilder toBuilder() {
        return new TargetBuilder(this);
    }

    /** Whether the call itself says where it goes: {@code passthrough} of the config. */
    public boolean isPassthrough() {
        return options.get("passthrough") == JsonValue.TRUE;
    }

    /** A provider-specific setting as text; numbers and booleans in their JSON spelling. */
    public Optional<String> option(String snakeCaseName) {
        JsonValue value = options.get(snakeCaseName);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        return Optional.of(value instanceof JsonString string ? string.getString() : value.toString());
    }

    /** This target with one more provider-specific setting. */
    public Target withOption(String snakeCaseName, JsonValue value) {
        Map<String, JsonValue> more = new HashMap<>(options);
        more.put(snakeCaseName, value);
        return toBuilder().options(more).build();
    }

    /**
     * This target with provider, key and settings of the virtual key. What the target says besides wins where the operator
     * wrote it; a client's word counts only where the key is silent, and never for the host the key goes to.
     */
    public Target with(VirtualKey key) {
        Map<String, JsonValue> merged = new HashMap<>(saved ? key.options() : options);
        if (saved) {
            merged.putAll(options);
        } else {
            merged.keySet().removeAll(HOST_OPTIONS);
            merged.putAll(key.options());
        }
        return toBuilder()
                .provider(key.provider())
                .virtualKey(Optional.of(key.slug()))
                .apiKey(key.apiKey())
                .customHost(
                        customHost.or(key::customHost),
                        customHost.isPresent()
                                ? customHostTrusted
                                : key.customHost().isPresent())
                .options(merged)
                .build();
    }

    /** Names only: options may be secrets, such as {@code aws_secret_access_key}, and parameters are the caller's. */
    @Override
    public String toString() {
        return "Target[path=" + path + ", provider=" + provider + ", virtualKey=" + virtualKey + ", options="
                + options.keySet() + ']';
    }
}
