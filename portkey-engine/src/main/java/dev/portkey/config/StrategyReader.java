package dev.portkey.config;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads {@code strategy} of a config node and what belongs to it. Confined to the reading of one document. */
final class StrategyReader {
    private final BiConsumer<ConfigObject, Set<String>> noteUnknown;

    /** @param noteUnknown gets an object and the names of it that are known */
    StrategyReader(BiConsumer<ConfigObject, Set<String>> noteUnknown) {
        this.noteUnknown = noteUnknown;
    }

    Optional<Strategy> read(ConfigObject json) {
        noteUnknown.accept(
                json, Set.of("mode", "on_status_codes", "conditions", "default", "sticky", "cb_config", "rescue"));
        json.require("mode");
        Optional<Strategy.Mode> mode = json.string("mode").flatMap(written -> mode(json, written));
        Optional<Set<Integer>> statusCodes = json.numbers("on_status_codes").filter(codes -> !codes.isEmpty());
        List<Strategy.Condition> conditions = json.objects("conditions").orElse(List.of()).stream()
                .map(this::condition)
                .toList();
        String defaultTarget = json.string("default").orElse("");
        Optional<StickySettings> sticky = json.object("sticky").flatMap(this::sticky);
        return mode.map(known -> new Strategy(known, statusCodes, conditions, defaultTarget, sticky));
    }

    /** The rule a node has for its targets: within its strategy or, where that has none, beside it. */
    Optional<CircuitBreakerSettings> circuitBreaker(ConfigObject node, Optional<ConfigObject> strategy) {
        Optional<CircuitBreakerSettings> beside = node.object("cb_config").map(this::rule);
        return strategy.flatMap(json -> json.object("cb_config"))
                .map(this::rule)
                .or(() -> beside);
    }

    /** What becomes of the streams of its targets that break off. */
    static Optional<RescueMode> rescue(ConfigObject strategy) {
        Optional<String> written = strategy.string("rescue");
        for (RescueMode mode : RescueMode.values()) {
            if (written.filter(mode.wireName()::equals).isPresent()) {
                return Optional.of(mode);
            }
        }
        if (written.isPresent()) {
            strategy.problemAt("rescue", "Invalid 'rescue' value. Must be one of: auto, replay, continue, off");
        }
        return Optional.empty();
    }

    private static Optional<Strategy.Mode> mode(ConfigObject json, String written) {
        for (Strategy.Mode mode : Strategy.Mode.values()) {
            if (mode.wireName().equals(written)) {
                return Optional.of(mode);
            }
        }
        json.problemAt("mode", "Invalid 'mode' value. Must be one of: single, loadbalance, fallback, conditional");
        return Optional.empty();
    }

    private Strategy.Condition condition(ConfigObject json) {
        noteUnknown.accept(json, Set.of("query", "then"));
        json.require("query");
        json.require("then");
        return new Strategy.Condition(
                json.json("query").orElse(JsonValue.EMPTY_JSON_OBJECT),
                json.string("then").orElse(""));
    }

    private Optional<StickySettings> sticky(ConfigObject json) {
        noteUnknown.accept(json, Set.of("enabled", "hash_fields", "ttl"));
        boolean enabled = json.bool("enabled").orElse(true);
        Optional<List<String>> fields = json.strings("hash_fields");
        Duration ttl = json.number("ttl", ConfigObject.MAX_SAFE_INTEGER / 1000.0)
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                .orElse(StickySettings.DEFAULT_TTL);
        if (enabled) {
            json.require("hash_fields");
            fields.filter(List::isEmpty)
                    .ifPresent(none -> json.problemAt("hash_fields", "Array must contain at least 1 element(s)"));
        }
        return fields.filter(list -> enabled && !list.isEmpty()).map(list -> new StickySettings(list, ttl));
    }

    private CircuitBreakerSettings rule(ConfigObject json) {
        noteUnknown.accept(
                json,
                Set.of(
                        "failure_threshold",
                        "failure_threshold_percentage",
                        "minimum_requests",
                        "cooldown_interval",
                        "failure_status_codes"));
        if (!json.hasAny("failure_threshold", "failure_threshold_percentage")) {
            json.require("failure_threshold");
        }
        return new CircuitBreakerSettings(
                atLeastOne(json, "failure_threshold"),
                json.number("failure_threshold_percentage", 100),
                atLeastOne(json, "minimum_requests").orElse(1),
                cooldown(json),
                json.numbers("failure_status_codes").orElse(Set.of()));
    }

    private static Optional<Integer> atLeastOne(ConfigObject json, String name) {
        Optional<Long> number = json.wholeNumber(name);
        number.filter(given -> given == 0)
                .ifPresent(zero -> json.problemAt(name, "Number must be greater than or equal to 1"));
        return number.map(given -> (int) Math.min(given, Integer.MAX_VALUE));
    }

    private static Duration cooldown(ConfigObject json) {
        long min = CircuitBreakerSettings.MIN_COOLDOWN.toMillis();
        Optional<Double> millis = json.number("cooldown_interval", ConfigObject.MAX_SAFE_INTEGER);
        millis.filter(given -> given < min)
                .ifPresent(tooShort ->
                        json.problemAt("cooldown_interval", "Number must be greater than or equal to " + min));
        return millis.map(given -> Duration.ofMillis(Math.round(given))).orElse(CircuitBreakerSettings.MIN_COOLDOWN);
    }
}
