package dev.portkey.translate;

import java.util.Optional;

/**
 * What a provider said went wrong, in OpenAI's terms.
 *
 * @param message the provider's words, without prefix
 * @param type OpenAI's or the provider's error type
 * @param param the request field at fault
 * @param code a short code; numbers as text
 */
public record ProviderError(String message, Optional<String> type, Optional<String> param, Optional<String> code) {
    public static ProviderError of(String message) {
        return new ProviderError(message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public ProviderError withType(String newType) {
        return new ProviderError(message, Optional.of(newType), param, code);
    }
}
