package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * One target by weight; for a session the one it had before. A session whose target is out of service moves to another and
 * stays there. Confined to one call.
 */
final class LoadBalance {
    private final List<ConfigNode> targets;
    private final Optional<Session> session;
    private final StickyTargets stickyTargets;
    private final DoubleSupplier random;

    LoadBalance(
            List<ConfigNode> targets, Optional<Session> session, StickyTargets stickyTargets, DoubleSupplier random) {
        this.targets = targets;
        this.session = session;
        this.stickyTargets = stickyTargets;
        this.random = random;
    }

    /**
     * The walk through the chosen target; empty when none can be entered.
     *
     * @param enter empty for a target that is out of service
     */
    Optional<Walk> enter(Function<ConfigNode, Optional<Walk>> enter, Instant now) {
        double[] weights = weights();
        Optional<Integer> known = remembered(weights, now);
        int index = known.orElseGet(() -> pick(weights, firstPoint()));
        while (index >= 0) {
            Optional<Walk> walk = enter.apply(targets.get(index));
            if (walk.isPresent()) {
                remember(index, known, now);
                return walk;
            }
            // Drawing again among the rest gives each of them its share of what this one would have got.
            weights[index] = 0;
            index = pick(weights, random.getAsDouble());
        }
        return Optional.empty();
    }

    /** The chosen target, in service or not. */
    ConfigNode choose(Instant now) {
        double[] weights = weights();
        return targets.get(remembered(weights, now).orElseGet(() -> pick(weights, firstPoint())));
    }

    private double[] weights() {
        return targets.stream().mapToDouble(ConfigNode::weight).toArray();
    }

    private Optional<Integer> remembered(double[] weights, Instant now) {
        return session.flatMap(known -> stickyTargets.find(known.key(), now))
                .filter(index -> index < weights.length && weights[index] > 0);
    }

    private void remember(int index, Optional<Integer> known, Instant now) {
        if (session.isPresent() && !known.equals(Optional.of(index))) {
            stickyTargets.remember(
                    session.get().key(), index, now.plus(session.get().ttl()));
        }
    }

    private double firstPoint() {
        return session.map(Session::point).orElseGet(random::getAsDouble);
    }

    /** The target on which a point of the line of all weights falls; -1 when all weights are 0. */
    private static int pick(double[] weights, double random) {
        double point = random * Arrays.stream(weights).sum();
        int last = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                point -= weights[i];
                if (point < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
