package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.ConfigNode;
import dev.portkey.config.RetrySettings;
import dev.portkey.config.Strategy;
import dev.portkey.config.Strategy.Mode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random trees, random answers: the walk does what {@link RouteModel} does. */
class RoutePropertyTest {
    private static final int TREES = 1000;
    private static final int CALLS_PER_TREE = 40;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Conditions NOTHING_SAID =
            new Conditions(JsonValue.EMPTY_JSON_OBJECT, () -> JsonValue.EMPTY_JSON_OBJECT, "/v1/chat/completions");

    /** Targets share four names, so circuits are shared within a tree. All have the tree's rule, or none. */
    private record Trees(Random random, Optional<CircuitBreakerSettings> rule) {
        static Trees of(long seed) {
            Random random = new Random(seed);
            return new Trees(random, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(rule(random)));
        }

        private static CircuitBreakerSettings rule(Random random) {
            Optional<Integer> threshold = random.nextBoolean() ? Optional.of(1 + random.nextInt(4)) : Optional.empty();
            Optional<Double> percentage = threshold.isEmpty() || random.nextBoolean()
                    ? Optional.of(random.nextDouble() * 100)
                    : Optional.empty();
            return new CircuitBreakerSettings(
                    threshold, percentage, 1 + random.nextInt(6), Duration.ofSeconds(30), Set.of());
        }

        ConfigNode node(String path, int depth) {
            if (depth == 0 || random.nextInt(3) == 0) {
                return target(path);
            }
            Mode mode = Mode.values()[random.nextInt(Mode.values().length)];
            List<ConfigNode> targets = new ArrayList<>();
            int size = 1 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                targets.add(node(path + ".targets[" + i + ']', depth - 1));
            }
            if (mode == Mode.LOADBALANCE && targets.stream().allMatch(target -> target.weight() == 0)) {
                mode = Mode.FALLBACK;
            }
            String last = targets.get(size - 1).name();
            var strategy = new Strategy(
                    mode,
                    random.nextBoolean() ? Optional.empty() : Optional.of(Set.of(429, 503)),
                    List.of(new Strategy.Condition(JsonValue.EMPTY_JSON_OBJECT, last)),
                    "",
                    Optional.empty());
            return new TargetGroup(path, path, weight(), strategy, targets);
        }

        private Target target(String path) {
            return Target.builder(path)
                    .name(path)
                    .weight(weight())
                    .virtualKey(Optional.of("key" + random.nextInt(4)))
                    .retry(new RetrySettings(random.nextInt(3), Set.of(429, 500), false))
                    .circuitBreaker(rule)
                    .build();
        }

        private double weight() {
            return random.nextInt(5) == 0 ? 0 : random.nextInt(10);
        }
    }

    private static Result answer(Random random) {
        int[] statuses = {200, 200, 200, 246, 400, 429, 500, 503};
        return random.nextInt(9) == 0
                ? new Result(502, Result.From.UNREACHABLE, Optional.empty())
                : Result.of(statuses[random.nextInt(statuses.length)]);
    }

    private static RouteModel.Ended walk(
            ConfigNode config, RoutingMemory memory, Random draws, Random answers, Instant now) {
        Route route = Route.through(config, new RoutedCall(NOTHING_SAID, now, HOUR), memory, draws::nextDouble, now);
        List<String> calls = new ArrayList<>();
        Optional<Step> step = Optional.of(route.first());
        Step last = route.first();
        int status = 0;
        while (step.isPresent()) {
            last = step.get();
            calls.add(last.target().path());
            Result result = answer(answers);
            status = result.status();
            step = route.next(result, now);
        }
        return new RouteModel.Ended(calls, last.target().path(), status, route.retryCount());
    }

    @Test
    void walksAsTheModelDoes() {
        for (long seed = 0; seed < TREES; seed++) {
            ConfigNode config = Trees.of(seed).node("config", 4);
            RoutingMemory memory = RoutingMemory.inMemory();
            Random draws = new Random(seed);
            Random answers = new Random(seed + 1);
            Random modelAnswers = new Random(seed + 1);
            RouteModel model = new RouteModel(new Random(seed)::nextDouble, () -> answer(modelAnswers));
            Random time = new Random(seed + 2);
            Instant now = Instant.parse("2025-01-01T00:00:00Z");
            for (int call = 0; call < CALLS_PER_TREE; call++) {
                now = now.plusSeconds(time.nextInt(12));

                assertThat(walk(config, memory, draws, answers, now))
                        .as("call %d through tree %d: %s", call, seed, config)
                        .isEqualTo(model.call(config, now));
            }
        }
    }

    @Test
    void everyTargetGetsItsShare() {
        int calls = 20_000;
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<ConfigNode> targets = new ArrayList<>();
            int size = 2 + random.nextInt(5);
            for (int i = 0; i < size; i++) {
                double weight = random.nextInt(4) == 0 && i > 0 ? 0 : random.nextDouble() * 10;
                targets.add(Target.builder("t" + i).weight(weight).build());
            }
            var group = new TargetGroup("config", "", 1, Strategy.of(Mode.LOADBALANCE), targets);
            int[] got = new int[targets.size()];
            RoutingMemory memory = RoutingMemory.inMemory();
            for (int call = 0; call < calls; call++) {
                Instant now = Instant.EPOCH;
                Route route =
                        Route.through(group, new RoutedCall(NOTHING_SAID, now, HOUR), memory, random::nextDouble, now);
                got[targets.indexOf(route.first().target())]++;
            }

            double total = targets.stream().mapToDouble(ConfigNode::weight).sum();
            for (int i = 0; i < got.length; i++) {
                double share = targets.get(i).weight() / total;
                double fiveSigma = 5 * Math.sqrt(calls * share * (1 - share));
                assertThat((double) got[i])
                        .as("target %d of tree %d", i, seed)
                        .isBetween(calls * share - fiveSigma, calls * share + fiveSigma);
            }
        }
    }
}
