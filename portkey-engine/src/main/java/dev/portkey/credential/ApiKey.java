package dev.portkey.credential;

import java.util.Map;
import java.util.Optional;

/**
 * A key of the gateway itself.
 *
 * @param name for records and logs
 * @param key what the client sends as {@code x-portkey-api-key}
 * @param defaultConfig id of the saved config that applies when a call names none
 * @param metadata labels added to those of each call, which win
 */
public record ApiKey(String name, Secret key, Optional<String> defaultConfig, Map<String, String> metadata) {
    public ApiKey {
        metadata = Map.copyOf(metadata);
    }
}
