package dev.portkey.provider;

import java.util.List;

/**
 * Providers that an application brings along: found by {@link java.util.ServiceLoader}, so an implementation has a public
 * constructor without parameters and is named in {@code META-INF/services/dev.portkey.provider.ProviderSource}. A provider
 * with the id of a built-in one replaces it. docs/adding-a-provider.md shows how.
 */
@FunctionalInterface
public interface ProviderSource {
    /** Asked once per gateway. */
    List<Provider> providers();
}
