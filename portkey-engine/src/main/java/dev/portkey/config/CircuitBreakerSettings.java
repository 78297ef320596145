package dev.portkey.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * When a target is taken out of service for a while; {@code cb_config} of a config. At least one of the two thresholds is
 * there. What is counted are calls from the first failure on, within one cooldown.
 *
 * @param failureThreshold more failures than this open the circuit; at least 1
 * @param failurePercentage a higher share of failures than this opens it, once there were {@code minimumRequests}; 0 to 100
 * @param minimumRequests calls before {@code failurePercentage} is looked at; default 1
 * @param cooldown how long the circuit stays open before one call may probe the target; at least, and by default, 30 s
 * @param failureStatusCodes the statuses that are failures; empty means 500 and above
 */
public record CircuitBreakerSettings(
        Optional<Integer> failureThreshold,
        Optional<Double> failurePercentage,
        int minimumRequests,
        Duration cooldown,
        Set<Integer> failureStatusCodes) {
    public static final Duration MIN_COOLDOWN = Duration.ofSeconds(30);

    public CircuitBreakerSettings {
        failureStatusCodes = Set.copyOf(failureStatusCodes);
    }

    /** Whether an answer of that status is a failure of its target. */
    public boolean isFailure(int status) {
        return failureStatusCodes.isEmpty() ? status >= 500 : failureStatusCodes.contains(status);
    }
}
