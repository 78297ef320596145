package dev.portkey.config;

import java.time.Duration;
import java.util.Optional;

/** What a config says of caching; {@code maxAge} from {@code cache.max_age} in seconds. */
public record CacheSettings(Mode mode, Optional<Duration> maxAge) {
    /** {@code cache.mode}. */
    public enum Mode {
        SIMPLE,
        SEMANTIC
    }
}
