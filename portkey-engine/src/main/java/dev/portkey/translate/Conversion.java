package dev.portkey.translate;

import dev.portkey.config.Target;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Computes what is written to the provider's request. Pure. */
@FunctionalInterface
public interface Conversion {
    /**
     * @param body the client's whole request
     * @return the value to write; empty to write nothing, which is not the same as JSON null
     */
    Optional<JsonValue> apply(JsonObject body, Target target);
}
