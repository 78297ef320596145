package dev.portkey.routing;

/**
 * Remembers circuits, each under a key that holds no secret. Answers at once: an implementation that several gateways share
 * keeps a copy here and exchanges changes in the background. Thread-safe.
 */
public interface CircuitStates {
    /** What is known; {@link CircuitState#HEALTHY} when nothing is. */
    CircuitState find(String circuit);

    /** Replaces the state if it is still the expected one; whether it was. */
    boolean replace(String circuit, CircuitState expected, CircuitState changed);
}
