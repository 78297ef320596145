package dev.portkey.routing;

import dev.portkey.config.StickySettings;
import dev.portkey.config.TargetGroup;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls that sticky load balancing keeps together: those that go to the same targets and have the same values in the fields
 * that count. Holds hashes only, neither keys nor what a client said.
 *
 * @param key under which its target is remembered. Weights are no part of it: shifting traffic moves no session.
 * @param point where its first choice falls on the line of all weights, from 0 to 1. Derived from the values, so that first
 *     calls that come at the same time, even at different gateways, agree.
 * @param ttl how long its target is remembered
 */
record Session(String key, double point, Duration ttl) {
    /** The session of a call; empty when the call has none of the fields. */
    static Optional<Session> of(TargetGroup group, StickySettings settings, Conditions conditions) {
        TargetFingerprint fingerprint =
                new TargetFingerprint().add(group.path()).add(group);
        boolean any = false;
        for (String field : settings.hashFields()) {
            Optional<JsonValue> value = conditions.value(field).filter(given -> given != JsonValue.NULL);
            fingerprint.add(field).add(value.map(JsonValue::toString).orElse(""));
            any |= value.isPresent();
        }
        if (!any) {
            return Optional.empty();
        }
        String key = fingerprint.text();
        return Optional.of(new Session(key, point(key), settings.ttl()));
    }

    /** The hash of a hash: as good as any draw, and always the same. */
    private static double point(String key) {
        return new TargetFingerprint().add(key).number();
    }
}
