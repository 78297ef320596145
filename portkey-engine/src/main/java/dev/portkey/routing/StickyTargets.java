package dev.portkey.routing;

import java.time.Instant;
import java.util.Optional;

/**
 * Remembers which target of a load-balanced group a session has. Answers at once: an implementation that several gateways
 * share keeps a copy here and exchanges changes in the background. Thread-safe.
 */
public interface StickyTargets {
    /** Position of the session's target in its group; empty when none is remembered, or no longer. */
    Optional<Integer> find(String session, Instant now);

    /** Remembers a target, in place of what was remembered before. */
    void remember(String session, int target, Instant until);
}
