package dev.portkey.config;

import java.time.Duration;
import java.util.List;

/**
 * Load balancing that remembers; {@code strategy.sticky} of a config.
 *
 * @param hashFields what makes two calls belong together: dotted paths as in conditions, {@code metadata.user_id},
 *     {@code params.user}; at least one
 * @param ttl how long a choice is remembered, from when it was made; default one hour
 */
public record StickySettings(List<String> hashFields, Duration ttl) {
    public static final Duration DEFAULT_TTL = Duration.ofHours(1);

    public StickySettings {
        hashFields = List.copyOf(hashFields);
    }
}
