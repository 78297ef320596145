package dev.portkey.routing;

import dev.portkey.config.Target;
import java.time.Duration;

/**
 * Where a call goes next.
 *
 * @param pause to wait before; zero for the first try of a target
 * @param retry which retry of the target this is; 0 for its first try
 */
public record Step(Target target, Duration pause, int retry) {
    static Step first(Target target) {
        return new Step(target, Duration.ZERO, 0);
    }
}
