package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One walk through a config: says where the call goes, is told how that target answered, says where it goes next, until
 * an answer is the call's. Ends with an empty {@link #next}, with {@link #settle} or with {@link #abandon}, one of which
 * has to come, for a target that is being probed waits for it. Confined to one call.
 */
public final class Route {
    private final Walk walk;

    private Route(Walk walk) {
        this.walk = walk;
    }

    /**
     * A walk that stands at its first target.
     *
     * @param random numbers from 0 (inclusive) to 1 (exclusive) for load balancing and jitter
     * @throws dev.portkey.error.GatewayException when a conditional group finds no target for the call; so does
     *     {@link #next}
     */
    public static Route through(
            ConfigNode config, RoutedCall call, RoutingMemory memory, DoubleSupplier random, Instant now) {
        return new Route(new Selection(call, memory, random).use(config, now));
    }

    /** Where the call goes first. */
    public Step first() {
        return walk.first();
    }

    /**
     * Where it goes after this result; empty when the result is the call's. A stream that began well and broke off later is
     * a further result of the target that was asked last.
     */
    public Optional<Step> next(Result result, Instant now) {
        return walk.next(result, now);
    }

    /** The result is the call's, although there might be more to try. */
    public void settle(Result result, Instant now) {
        walk.settle(result, now);
    }

    /** The call ends without a result of the step it was told last. */
    public void abandon(Instant now) {
        walk.abandon(now);
    }

    /** Whether there may be a step after a failure of the target that was asked last. */
    public boolean mayGoOn() {
        return walk.mayGoOn();
    }

    /** Retries of the target that was asked last; -1 when they were used up in vain. */
    public int retryCount() {
        return walk.retryCount();
    }
}
