package dev.portkey.credential;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The name a client sends instead of a provider's key.
 *
 * @param slug what the client writes, with or without a leading {@code @}
 * @param provider id of the provider the key belongs to
 * @param apiKey the provider's key; empty for providers that need none
 * @param customHost base URL that replaces the provider's own; named by the operator, hence trusted
 * @param options provider-specific settings in config spelling, such as {@code openai_organization}
 */
public record VirtualKey(
        String slug,
        String provider,
        Optional<Secret> apiKey,
        Optional<String> customHost,
        Map<String, JsonValue> options) {
    public VirtualKey {
        options = Map.copyOf(options);
    }

    /** Names only: options may be secrets, such as {@code aws_secret_access_key}. */
    @Override
    public String toString() {
        return "VirtualKey[slug=" + slug + ", provider=" + provider + ", options=" + options.keySet() + ']';
    }
}
