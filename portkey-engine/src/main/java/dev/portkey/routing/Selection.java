package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which of its targets a node sends a call to. Targets whose circuit is open are passed by; where that leaves none, all of
 * them are used. A group is passed by when all its targets are; a conditional one never is, for it has no choice. Confined
 * to one call.
 */
final class Selection {
    private final RoutedCall call;
    private final RoutingMemory memory;
    private final DoubleSupplier random;

    Selection(RoutedCall call, RoutingMemory memory, DoubleSupplier random) {
        this.call = call;
        this.memory = memory;
        this.random = random;
    }

    /** The walk through a node, whatever circuits are open. */
    Walk use(ConfigNode node, Instant now) {
        return enter(node, now).orElseGet(() -> useAll(node, now));
    }

    /** The walk through a node; empty when all that it could choose is out of service. */
    private Optional<Walk> enter(ConfigNode node, Instant now) {
        if (node instanceof Target target) {
            Optional<Circuit> circuit = memory.circuits().of(target);
            return circuit.isEmpty() || circuit.get().admits(now)
                    ? Optional.of(new LeafWalk(target, circuit, call, random))
                    : Optional.empty();
        }
        TargetGroup group = (TargetGroup) node;
        return switch (group.strategy().mode()) {
            case SINGLE -> enter(group.targets().get(0), now);
            case FALLBACK -> FallbackWalk.of(group, this::enter, call, now);
            case LOADBALANCE -> balance(group).enter(target -> enter(target, now), now);
            case CONDITIONAL -> Optional.of(use(call.conditions().choose(group), now));
        };
    }

    private Walk useAll(ConfigNode node, Instant now) {
        if (node instanceof Target target) {
            return new LeafWalk(target, memory.circuits().of(target), call, random);
        }
        TargetGroup group = (TargetGroup) node;
        return switch (group.strategy().mode()) {
            case SINGLE -> use(group.targets().get(0), now);
            case FALLBACK ->
                FallbackWalk.of(group, (target, then) -> Optional.of(use(target, then)), call, now)
                        .orElseThrow();
            case LOADBALANCE -> use(balance(group).choose(now), now);
            case CONDITIONAL -> use(call.conditions().choose(group), now);
        };
    }

    private LoadBalance balance(TargetGroup group) {
        Optional<Session> session =
                group.strategy().sticky().flatMap(settings -> Session.of(group, settings, call.conditions()));
        return new LoadBalance(group.targets(), session, memory.stickyTargets(), random);
    }
}
