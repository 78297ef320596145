package dev.portkey.config;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node of a config hands down to the nodes below it. Request members merge and the nearer wins, lists of members to
 * drop and of hooks add up with the outer ones first, all else is the nearest that says anything.
 *
 * @param waits a zero takes away the timeout of a node above
 * @param hooks guardrails and mutators by their config name
 */
record Inherited(
        JsonObject overrideParams,
        JsonObject defaultParams,
        List<String> dropParams,
        Optional<RetrySettings> retry,
        Optional<CircuitBreakerSettings> circuitBreaker,
        Optional<CacheSettings> cache,
        Optional<RescueMode> rescue,
        Waits waits,
        Optional<String> customHost,
        Optional<List<String>> forwardHeaders,
        Optional<Boolean> strict,
        Map<String, JsonArray> hooks) {
    static final Inherited NOTHING = new Inherited(
            JsonValue.EMPTY_JSON_OBJECT,
            JsonValue.EMPTY_JSON_OBJECT,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Waits.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    Inherited {
        dropParams = List.copyOf(dropParams);
        hooks = Map.copyOf(hooks);
    }

    /** What this node says itself, together with what the node above hands down. */
    Inherited under(Inherited parent) {
        if (parent.equals(NOTHING)) {
            return this;
        }
        return new Inherited(
                merged(parent.overrideParams, overrideParams),
                merged(parent.defaultParams, defaultParams),
                joined(parent.dropParams, dropParams),
                retry.or(parent::retry),
                circuitBreaker.or(parent::circuitBreaker),
                cache.or(parent::cache),
                rescue.or(parent::rescue),
                waits.under(parent.waits),
                customHost.or(parent::customHost),
                forwardHeaders.or(parent::forwardHeaders),
                strict.or(parent::strict),
                added(parent.hooks, hooks));
    }

    private static JsonObject merged(JsonObject outer, JsonObject inner) {
        if (outer.isEmpty()) {
            return inner;
        }
        JsonObjectBuilder merged = JsonCodec.object(outer);
        inner.forEach(merged::add);
        return merged.build();
    }

    private static List<String> joined(List<String> outer, List<String> inner) {
        List<String> joined = new ArrayList<>(outer);
        inner.stream().filter(path -> !outer.contains(path)).forEach(joined::add);
        return joined;
    }

    private static Map<String, JsonArray> added(Map<String, JsonArray> outer, Map<String, JsonArray> inner) {
        Map<String, JsonArray> added = new LinkedHashMap<>(outer);
        inner.forEach((name, list) -> added.merge(name, list, (first, second) -> {
            JsonArrayBuilder both = JsonCodec.array();
            first.forEach(both::add);
            second.forEach(both::add);
            return both.build();
        }));
        return added;
    }
}
