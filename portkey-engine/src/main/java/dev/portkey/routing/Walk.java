package dev.portkey.routing;

import java.time.Instant;
import java.util.Optional;

/** The way of one call through one node, from target to target. Confined to that call. */
interface Walk {
    /** Where it goes first. */
    Step first();

    /** Where it goes after this result; empty when the result stands. */
    Optional<Step> next(Result result, Instant now);

    /** The result stands, whatever might come next. */
    void settle(Result result, Instant now);

    /** Nobody waits for a result any more. */
    void abandon(Instant now);

    /** Whether there may be a step after a failure of the target that was asked last. */
    boolean mayGoOn();

    /** Retries of the target that was asked last; -1 when they were used up in vain. */
    int retryCount();
}
