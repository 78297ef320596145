package dev.portkey.routing;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.Target;
import dev.portkey.observe.CircuitEvent;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The circuits of all targets that have a breaker. Configs that name the same target with the same rule share its circuit;
 * with another rule they have one of their own, so that nobody can take a target out of service for others by calling
 * everything a failure. Thread-safe.
 */
public final class Circuits {
    private final CircuitStates states;
    private final Consumer<CircuitEvent> listener;

    /** @param listener is told of every change, on the thread of the call that brought it about */
    public Circuits(CircuitStates states, Consumer<CircuitEvent> listener) {
        this.states = states;
        this.listener = listener;
    }

    /** The circuit of a target; empty when it has no breaker. */
    Optional<Circuit> of(Target target) {
        return target.circuitBreaker().map(rule -> new Circuit(key(target, rule), target, rule, states, listener));
    }

    private static String key(Target target, CircuitBreakerSettings rule) {
        TargetFingerprint fingerprint = new TargetFingerprint().add(target);
        fingerprint
                .add(rule.failureThreshold().toString())
                .add(rule.failurePercentage().toString())
                .add(Integer.toString(rule.minimumRequests()))
                .add(rule.cooldown().toString());
        new TreeSet<>(rule.failureStatusCodes()).forEach(code -> fingerprint.add(code.toString()));
        return fingerprint.text();
    }
}
