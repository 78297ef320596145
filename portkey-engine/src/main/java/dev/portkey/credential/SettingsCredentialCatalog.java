package dev.portkey.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The virtual keys of the settings, the same for every caller. Thread-safe. */
public final class SettingsCredentialCatalog implements CredentialCatalog {
    private final Map<String, VirtualKey> keys;

    /** @throws IllegalStateException when two keys have the same slug */
    public SettingsCredentialCatalog(List<VirtualKey> keys) {
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(VirtualKey::slug, Function.identity()));
    }

    @Override
    public CompletionStage<Optional<VirtualKey>> virtualKey(String slug, Caller caller) {
        return CompletableFuture.completedFuture(Optional.ofNullable(keys.get(slug)));
    }
}
