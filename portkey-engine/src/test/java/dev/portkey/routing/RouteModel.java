package dev.portkey.routing;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.ConfigNode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a config means, written down a second time: as one recursion that makes the calls itself, with breakers that keep
 * every outcome. Slow, plain, and free of the state machines it is to check.
 */
final class RouteModel {
    private final Map<String, Breaker> breakers = new HashMap<>();
    private final DoubleSupplier random;
    private final Supplier<Result> provider;
    private List<String> calls = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    RouteModel(DoubleSupplier random, Supplier<Result> provider) {
        this.random = random;
        this.provider = provider;
    }

    /** What one call came to. */
    record Ended(List<String> calls, String index, int status, int retryCount) {}

    private record Answer(String index, Result result, int retryCount) {}

    private static final class Breaker {
        final List<Boolean> failures = new ArrayList<>();
        Instant firstFailure = Instant.EPOCH;

        @Nullable
        Instant opened;
    }

    Ended call(ConfigNode config, Instant at) {
        calls = new ArrayList<>();
        now = at;
        Answer answer = mustAsk(config);
        return new Ended(calls, answer.index(), answer.result().status(), answer.retryCount());
    }

    private Answer mustAsk(ConfigNode node) {
        Optional<Answer> answer = ask(node, false);
        return answer.isPresent() ? answer.get() : ask(node, true).orElseThrow();
    }

    /** Empty when all that could be asked is out of service. */
    private Optional<Answer> ask(ConfigNode node, boolean whateverIsOpen) {
        if (node instanceof Target target) {
            return whateverIsOpen || isInService(target) ? Optional.of(askTarget(target)) : Optional.empty();
        }
        TargetGroup group = (TargetGroup) node;
        return switch (group.strategy().mode()) {
            case SINGLE -> askChild(group.targets().get(0), whateverIsOpen);
            case CONDITIONAL ->
                Optional.of(mustAsk(group.targets().get(group.targets().size() - 1)));
            case LOADBALANCE -> askOneOf(group, whateverIsOpen);
            case FALLBACK -> askInTurn(group, whateverIsOpen);
        };
    }

    private Optional<Answer> askChild(ConfigNode child, boolean whateverIsOpen) {
        return whateverIsOpen ? Optional.of(mustAsk(child)) : ask(child, false);
    }

    private Optional<Answer> askInTurn(TargetGroup group, boolean whateverIsOpen) {
        Optional<Answer> last = Optional.empty();
        for (ConfigNode child : group.targets()) {
            Optional<Answer> answer = askChild(child, whateverIsOpen);
            if (answer.isPresent()) {
                last = answer;
                int status = answer.get().result().status();
                boolean goesOn = group.strategy().onStatusCodes().isPresent()
                        ? group.strategy().onStatusCodes().get().contains(status)
                        : status / 100 != 2;
                if (!goesOn) {
                    return last;
                }
            }
        }
        return last;
    }

    private Optional<Answer> askOneOf(TargetGroup group, boolean whateverIsOpen) {
        List<ConfigNode> candidates = new ArrayList<>(group.targets());
        candidates.removeIf(child -> child.weight() == 0);
        double draw = random.getAsDouble();
        while (!candidates.isEmpty()) {
            double total = candidates.stream().mapToDouble(ConfigNode::weight).sum();
            double upTo = 0;
            ConfigNode chosen = candidates.get(candidates.size() - 1);
            for (ConfigNode candidate : candidates) {
                upTo += candidate.weight() / total;
                if (draw < upTo) {
                    chosen = candidate;
                    break;
                }
            }
            Optional<Answer> answer = askChild(chosen, whateverIsOpen);
            if (answer.isPresent()) {
                return answer;
            }
            candidates.remove(chosen);
            draw = random.getAsDouble();
        }
        return Optional.empty();
    }

    private Answer askTarget(Target target) {
        int retries = 0;
        while (true) {
            calls.add(target.path());
            Result result = provider.get();
            boolean again = target.retry().attempts() > 0
                    && (result.from() == Result.From.UNREACHABLE
                            || target.retry().onStatusCodes().contains(result.status()));
            if (again && retries < target.retry().attempts()) {
                retries++;
                double unusedJitter = random.getAsDouble();
                continue;
            }
            note(target, result.status() >= 500);
            return new Answer(target.path(), result, again ? -1 : retries);
        }
    }

    private boolean isInService(Target target) {
        Breaker breaker = breaker(target);
        return target.circuitBreaker().isEmpty()
                || breaker.opened == null
                || !now.isBefore(breaker.opened.plus(rule(target).cooldown()));
    }

    /** One call at a time, so a call to a target whose cooldown is over is the probe. */
    private void note(Target target, boolean failed) {
        if (target.circuitBreaker().isEmpty()) {
            return;
        }
        Breaker breaker = breaker(target);
        CircuitBreakerSettings rule = rule(target);
        if (breaker.opened != null) {
            if (isInService(target)) {
                breaker.opened = failed ? now : null;
                breaker.failures.clear();
            }
            return;
        }
        if (!now.isBefore(breaker.firstFailure.plus(rule.cooldown()))) {
            breaker.failures.clear();
        }
        if (breaker.failures.isEmpty()) {
            breaker.firstFailure = now;
        }
        if (failed || !breaker.failures.isEmpty()) {
            breaker.failures.add(failed);
        }
        long bad = breaker.failures.stream().filter(failure -> failure).count();
        boolean tooMany = rule.failureThreshold().isPresent()
                && bad > rule.failureThreshold().get();
        boolean tooOften = rule.failurePercentage().isPresent()
                && breaker.failures.size() >= rule.minimumRequests()
                && bad * 100.0 / breaker.failures.size()
                        > rule.failurePercentage().get();
        if (failed && (tooMany || tooOften)) {
            breaker.opened = now;
            breaker.failures.clear();
        }
    }

    private static CircuitBreakerSettings rule(Target target) {
        return target.circuitBreaker().orElseThrow();
    }

    private Breaker breaker(Target target) {
        return breakers.computeIfAbsent(target.virtualKey().orElseThrow(), name -> new Breaker());
    }
}
