package dev.portkey.config;

import java.util.Optional;

/** Virtual keys as clients write them, with or without a leading {@code @}. */
final class Slugs {
    private Slugs() {}

    static String withoutAt(String slug) {
        return slug.startsWith("@") ? slug.substring(1) : slug;
    }

    /** The virtual key that a provider of the form {@code @slug} stands for. */
    static Optional<String> inProvider(String provider) {
        return provider.length() > 1 && provider.startsWith("@")
                ? Optional.of(provider.substring(1))
                : Optional.empty();
    }
}
