package dev.portkey.routing;

import dev.portkey.config.Target;
import java.time.Duration;
import java.time.Instant;

/**
 * A call as far as its way depends on it.
 *
 * @param conditions what conditional and sticky strategies look at
 * @param startedAt when it came
 * @param deadline how long it may take when its target says nothing
 */
public record RoutedCall(Conditions conditions, Instant startedAt, Duration deadline) {
    /** Time until the deadline of a target; not above zero when that has passed. */
    Duration left(Target target, Instant now) {
        return target.waits().deadline().orElse(deadline).minus(Duration.between(startedAt, now));
    }

    boolean isInTime(Target target, Instant now) {
        return left(target, now).compareTo(Duration.ZERO) > 0;
    }
}
