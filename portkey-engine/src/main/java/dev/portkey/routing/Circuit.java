package dev.portkey.routing;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.Target;
import dev.portkey.observe.CircuitEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The circuit of one target, as one call sees it. Confined to that call; what it changes is shared. */
final class Circuit {
    private final String key;
    private final Target target;
    private final CircuitBreakerSettings rule;
    private final CircuitStates states;
    private final Consumer<CircuitEvent> listener;
    private boolean probe;

    Circuit(
            String key,
            Target target,
            CircuitBreakerSettings rule,
            CircuitStates states,
            Consumer<CircuitEvent> listener) {
        this.key = key;
        this.target = target;
        this.rule = rule;
        this.states = states;
        this.listener = listener;
    }

    /** Whether this call may go to the target; to be followed by {@link #report} or {@link #release}. */
    boolean admits(Instant now) {
        while (true) {
            CircuitState seen = states.find(key);
            Optional<CircuitState> admitting = seen.admitting(rule, now);
            if (admitting.isEmpty()) {
                return false;
            }
            if (change(seen, admitting.get(), now)) {
                probe = admitting.get() != seen;
                return true;
            }
        }
    }

    /** What the call to the target came to, retries included. */
    void report(Result result, Instant now) {
        Optional<Boolean> failed = judge(result);
        if (failed.isPresent()) {
            update(state -> state.after(failed.get(), probe, rule, now), now);
        } else {
            release(now);
        }
    }

    /** The call came to nothing that could be judged. */
    void release(Instant now) {
        if (probe) {
            update(CircuitState::withoutProbe, now);
        }
    }

    /** Whether the target failed; empty when the result says nothing about it. */
    private Optional<Boolean> judge(Result result) {
        return switch (result.from()) {
            case PROVIDER -> Optional.of(rule.isFailure(result.status()));
            case UNREACHABLE -> Optional.of(true);
            case CALLER -> Optional.of(rule.isFailure(result.status())).filter(failed -> failed);
            case GATEWAY -> Optional.empty();
        };
    }

    private void update(UnaryOperator<CircuitState> change, Instant now) {
        CircuitState seen;
        do {
            seen = states.find(key);
        } while (!change(seen, change.apply(seen), now));
    }

    private boolean change(CircuitState seen, CircuitState changed, Instant now) {
        if (changed.equals(seen)) {
            return true;
        }
        boolean done = states.replace(key, seen, changed);
        if (done && changed.state() != seen.state()) {
            listener.accept(
                    new CircuitEvent(key, target.path(), target.provider(), target.virtualKey(), changed.state(), now));
        }
        return done;
    }
}
