package dev.portkey.provider;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All providers by id, in the order they were given; a later one replaces an earlier one of the same id. Immutable. */
public final class ProviderRegistry {
    private final Map<String, Provider> byId;

    private ProviderRegistry(Map<String, Provider> byId) {
        this.byId = byId;
    }

    public static ProviderRegistry of(Collection<Provider> providers) {
        Map<String, Provider> byId = new LinkedHashMap<>();
        List.copyOf(providers).forEach(provider -> byId.put(provider.id(), provider));
        return new ProviderRegistry(java.util.Collections.unmodifiableMap(byId));
    }

    public Optional<Provider> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Set<String> ids() {
        return byId.keySet();
    }
}
