package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Strategy;
import dev.portkey.config.TargetGroup;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One target after the other. Each is chosen only when its turn comes: by then its circuit may have opened, and a
 * conditional target that is never reached must not refuse the call.
 */
final class FallbackWalk implements Walk {
    private final Strategy strategy;
    private final Iterator<ConfigNode> rest;
    private final BiFunction<ConfigNode, Instant, Optional<Walk>> enter;
    private final RoutedCall call;
    private Walk current;

    private FallbackWalk(
            Strategy strategy,
            Iterator<ConfigNode> rest,
            BiFunction<ConfigNode, Instant, Optional<Walk>> enter,
            RoutedCall call,
            Walk current) {
        this.strategy = strategy;
        this.rest = rest;
        this.enter = enter;
        this.call = call;
        this.current = current;
    }

    /**
     * A walk that stands at the first target that can be entered; empty when none can.
     *
     * @param enter empty for a target that is out of service
     */
    static Optional<Walk> of(
            TargetGroup group, BiFunction<ConfigNode, Instant, Optional<Walk>> enter, RoutedCall call, Instant now) {
        Iterator<ConfigNode> targets = group.targets().iterator();
        return advance(targets, enter, now)
                .map(first -> new FallbackWalk(group.strategy(), targets, enter, call, first));
    }

    private static Optional<Walk> advance(
            Iterator<ConfigNode> targets, BiFunction<ConfigNode, Instant, Optional<Walk>> enter, Instant now) {
        Optional<Walk> entered = Optional.empty();
        while (entered.isEmpty() && targets.hasNext()) {
            entered = enter.apply(targets.next(), now);
        }
        return entered;
    }

    @Override
    public Step first() {
        return current.first();
    }

    @Override
    public Optional<Step> next(Result result, Instant now) {
        Optional<Step> within = current.next(result, now);
        if (within.isPresent() || !goesOn(result)) {
            return within;
        }
        Optional<Walk> entered = advance(rest, enter, now);
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        Step first = entered.get().first();
        if (!call.isInTime(first.target(), now)) {
            entered.get().abandon(now);
            return Optional.empty();
        }
        current = entered.get();
        return Optional.of(first);
    }

    private boolean goesOn(Result result) {
        return strategy.onStatusCodes()
                .map(codes -> codes.contains(result.status()))
                .orElse(!result.isSuccess());
    }

    @Override
    public void settle(Result result, Instant now) {
        current.settle(result, now);
    }

    @Override
    public void abandon(Instant now) {
        current.abandon(now);
    }

    @Override
    public boolean mayGoOn() {
        return rest.hasNext() || current.mayGoOn();
    }

    @Override
    public int retryCount() {
        return current.retryCount();
    }
}
