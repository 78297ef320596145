package dev.portkey.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps circuits in this process. Healthy ones take no room; of the others the least recently used is forgotten when there
 * are too many, which puts its target back into service. Thread-safe.
 */
public final class InMemoryCircuitStates implements CircuitStates {
    /** Circuits kept; at some 200 bytes each, 2 MB at most. */
    public static final int DEFAULT_CAPACITY = 10_000;

    private final Map<String, CircuitState> states;

    public InMemoryCircuitStates(int capacity) {
        states = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, CircuitState> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public CircuitState find(String circuit) {
        synchronized (states) {
            return states.getOrDefault(circuit, CircuitState.HEALTHY);
        }
    }

    @Override
    public boolean replace(String circuit, CircuitState expected, CircuitState changed) {
        synchronized (states) {
            if (!find(circuit).equals(expected)) {
                return false;
            }
            if (changed.equals(CircuitState.HEALTHY)) {
                states.remove(circuit);
            } else {
                states.put(circuit, changed);
            }
            return true;
        }
    }
}
