package dev.portkey.config;

import dev.portkey.credential.Caller;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The saved configs of the settings, the same for every caller. Thread-safe. */
public final class SettingsConfigCatalog implements ConfigCatalog {
    private final Map<String, JsonObject> configs;

    public SettingsConfigCatalog(Map<String, JsonObject> configs) {
        this.configs = Map.copyOf(configs);
    }

    @Override
    public CompletionStage<Optional<JsonObject>> config(String id, Caller caller) {
        return CompletableFuture.completedFuture(Optional.ofNullable(configs.get(id)));
    }
}
