package dev.portkey.observe;

import java.time.Instant;
import java.util.Optional;

/**
 * A target was taken out of service, is being tried again, or is back.
 *
 * @param circuit stands for target and rule, the same in every event about them; says nothing about the key in use
 * @param target position in the config of the call that brought the change about, {@code config.targets[0]}
 * @param provider provider id; empty where a virtual key says which
 * @param virtualKey slug of the target's virtual key
 * @param state what the circuit is now
 * @param at when it changed
 */
public record CircuitEvent(
        String circuit, String target, String provider, Optional<String> virtualKey, State state, Instant at) {
    /** What a circuit can be. */
    public enum State {
        /** Calls go to the target. */
        CLOSED,
        /** One call probes the target, all others pass it by. */
        HALF_OPEN,
        /** No call goes to the target while there is another one. */
        OPEN
    }
}
