package dev.portkey.routing;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.observe.CircuitEvent.State;
import java.time.Instant;
import java.util.Optional;

/**
 * What a gateway remembers of one circuit, and the rules by which that changes. Immutable.
 *
 * <p>Closed, it counts from the first failure on; one cooldown later it forgets and the next failure is the first. It
 * opens when the failures exceed the threshold or their share exceeds the percentage. Open, it lets nobody through for one
 * cooldown, then one call at a time as a probe: a good answer closes it with nothing counted, a bad one opens it again. A
 * probe that is not heard of for one cooldown is taken for lost.
 *
 * @param failures counted while closed
 * @param successes counted while closed
 * @param since closed: the first failure; open: when it opened; half-open: when the probe set out
 */
public record CircuitState(State state, int failures, int successes, Instant since) {
    /** A target of which nothing bad is known. */
    public static final CircuitState HEALTHY = new CircuitState(State.CLOSED, 0, 0, Instant.EPOCH);

    /** The state after a call was let through; empty when it is not. */
    Optional<CircuitState> admitting(CircuitBreakerSettings rule, Instant now) {
        if (state == State.CLOSED) {
            return Optional.of(this);
        }
        return isOver(rule, now) ? Optional.of(new CircuitState(State.HALF_OPEN, 0, 0, now)) : Optional.empty();
    }

    /**
     * The state after a call came back.
     *
     * @param probe it was let through as a probe. Others say nothing while the circuit is not closed: they set out before
     *     it opened, or went to the target for want of another
     */
    CircuitState after(boolean failed, boolean probe, CircuitBreakerSettings rule, Instant now) {
        if (state == State.CLOSED) {
            return counting(failed, rule, now);
        }
        if (state == State.OPEN || !probe) {
            return this;
        }
        return failed ? opened(now) : HEALTHY;
    }

    /** The state after a probe was called off: the next call is the probe. */
    CircuitState withoutProbe() {
        return state == State.HALF_OPEN ? opened(Instant.EPOCH) : this;
    }

    private CircuitState counting(boolean failed, CircuitBreakerSettings rule, Instant now) {
        boolean afresh = failures == 0 || isOver(rule, now);
        if (afresh && !failed) {
            return HEALTHY;
        }
        CircuitState counted = afresh
                ? new CircuitState(State.CLOSED, 1, 0, now)
                : new CircuitState(State.CLOSED, failures + (failed ? 1 : 0), successes + (failed ? 0 : 1), since);
        return failed && counted.exceeds(rule) ? opened(now) : counted;
    }

    private boolean exceeds(CircuitBreakerSettings rule) {
        int calls = failures + successes;
        return rule.failureThreshold().filter(most -> failures > most).isPresent()
                || rule.failurePercentage()
                        .filter(most -> calls >= rule.minimumRequests() && failures * 100.0 > most * calls)
                        .isPresent();
    }

    private boolean isOver(CircuitBreakerSettings rule, Instant now) {
        return !now.isBefore(since.plus(rule.cooldown()));
    }

    private static CircuitState opened(Instant at) {
        return new CircuitState(State.OPEN, 0, 0, at);
    }
}
