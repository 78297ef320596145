package dev.portkey.config;

import dev.portkey.credential.Caller;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds saved configs by their id, {@code pc-…}. Thread-safe. */
public interface ConfigCatalog {
    CompletionStage<Optional<JsonObject>> config(String id, Caller caller);
}
