package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.ConfigNode;
import dev.portkey.config.RetrySettings;
import dev.portkey.config.Strategy;
import dev.portkey.config.Strategy.Mode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import dev.portkey.credential.Secret;
import dev.portkey.json.JsonCodec;
import dev.portkey.observe.CircuitEvent;
import dev.portkey.observe.CircuitEvent.State;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Circuits as walks use them. */
class CircuitsTest {
    private static final CircuitBreakerSettings RULE =
            new CircuitBreakerSettings(Optional.of(1), Optional.empty(), 1, Duration.ofSeconds(30), Set.of());

    private final List<CircuitEvent> events = new ArrayList<>();
    private final RoutingMemory memory = new RoutingMemory(
            new Circuits(new InMemoryCircuitStates(100), events::add), new InMemoryStickyTargets(100));
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    private static Target target(String path, String virtualKey) {
        return Target.builder(path)
                .name(path)
                .virtualKey(Optional.of(virtualKey))
                .circuitBreaker(Optional.of(RULE))
                .build();
    }

    private static TargetGroup group(Mode mode, ConfigNode... targets) {
        return new TargetGroup("config", "", 1, Strategy.of(mode), List.of(targets));
    }

    private Route route(ConfigNode config) {
        var conditions =
                new Conditions(JsonValue.EMPTY_JSON_OBJECT, () -> JsonValue.EMPTY_JSON_OBJECT, "/v1/chat/completions");
        return Route.through(config, new RoutedCall(conditions, now, Duration.ofHours(1)), memory, () -> 0.0, now);
    }

    /** Runs a call on which every target answers with the status of its path. */
    private List<String> call(ConfigNode config, Result... results) {
        List<String> visited = new ArrayList<>();
        Route route = route(config);
        Optional<Step> step = Optional.of(route.first());
        for (Result result : results) {
            visited.add(step.orElseThrow().target().path());
            step = route.next(result, now);
        }
        assertThat(step).as("the call is over").isEmpty();
        return visited;
    }

    private void open(Target target) {
        call(target, Result.of(500));
        call(target, Result.of(500));
    }

    @Test
    void fallbackPassesByATargetThatIsOutOfService() {
        TargetGroup fallback = group(Mode.FALLBACK, target("a", "a"), target("b", "b"));
        open(target("a", "a"));

        assertThat(call(fallback, Result.of(200))).containsExactly("b");
        assertThat(call(fallback, Result.of(500))).containsExactly("b");
    }

    @Test
    void aProbeBringsItBack() {
        TargetGroup fallback = group(Mode.FALLBACK, target("a", "a"), target("b", "b"));
        open(target("a", "a"));
        now = now.plusSeconds(30);

        Route probe = route(fallback);
        assertThat(probe.first().target().path()).isEqualTo("a");
        assertThat(call(fallback, Result.of(200))).as("one probe at a time").containsExactly("b");
        assertThat(probe.next(Result.of(200), now)).isEmpty();
        assertThat(call(fallback, Result.of(200))).containsExactly("a");
    }

    @Test
    void aFailedProbeMovesOnToTheNextTarget() {
        TargetGroup fallback = group(Mode.FALLBACK, target("a", "a"), target("b", "b"));
        open(target("a", "a"));
        now = now.plusSeconds(30);

        assertThat(call(fallback, Result.of(503), Result.of(200))).containsExactly("a", "b");
        assertThat(call(fallback, Result.of(200))).containsExactly("b");
    }

    @Test
    void anAbandonedProbeLeavesItToTheNextCall() {
        TargetGroup fallback = group(Mode.FALLBACK, target("a", "a"), target("b", "b"));
        open(target("a", "a"));
        now = now.plusSeconds(30);

        route(fallback).abandon(now);

        assertThat(call(fallback, Result.of(200))).containsExactly("a");
    }

    @Test
    void allAreUsedWhenAllAreOutOfService() {
        TargetGroup fallback = group(Mode.FALLBACK, target("a", "a"), target("b", "b"));
        TargetGroup balanced = group(Mode.LOADBALANCE, target("a", "a"), target("b", "b"));
        open(target("a", "a"));
        open(target("b", "b"));

        assertThat(call(fallback, Result.of(500), Result.of(500))).containsExactly("a", "b");
        assertThat(call(balanced, Result.of(500))).containsExactly("a");
        assertThat(call(group(Mode.SINGLE, target("a", "a")), Result.of(500))).containsExactly("a");
    }

    @Test
    void loadBalancingDrawsAgainAmongTheOthers() {
        TargetGroup balanced = group(Mode.LOADBALANCE, target("a", "a"), target("b", "b"));
        open(target("a", "a"));

        assertThat(call(balanced, Result.of(200))).containsExactly("b");
    }

    @Test
    void aGroupIsOutOfServiceWhenAllItsTargetsAre() {
        TargetGroup nested =
                group(Mode.FALLBACK, group(Mode.LOADBALANCE, target("a", "a"), target("b", "b")), target("c", "c"));
        open(target("a", "a"));
        assertThat(call(nested, Result.of(200))).containsExactly("b");

        open(target("b", "b"));
        assertThat(call(nested, Result.of(200))).containsExactly("c");
    }

    @Test
    void aConditionalGroupHasNoChoice() {
        var always = new Strategy.Condition(JsonValue.EMPTY_JSON_OBJECT, "a");
        var strategy = new Strategy(Mode.CONDITIONAL, Optional.empty(), List.of(always), "", Optional.empty());
        var conditional = new TargetGroup("config", "", 1, strategy, List.of(target("a", "a"), target("b", "b")));
        open(target("a", "a"));

        assertThat(call(conditional, Result.of(500))).containsExactly("a");
    }

    @Test
    void configsThatNameTheSameTargetShareItsCircuit() {
        open(target("config.targets[7]", "shared"));

        assertThat(call(group(Mode.FALLBACK, target("x", "shared"), target("y", "other")), Result.of(200)))
                .containsExactly("y");
    }

    @Test
    void anotherModelKeyHostOrRuleIsAnotherTarget() {
        Target plain = Target.builder("t")
                .provider("openai")
                .apiKey(Optional.of(Secret.of("sk-1")))
                .circuitBreaker(Optional.of(RULE))
                .build();
        var stricter =
                new CircuitBreakerSettings(Optional.of(1), Optional.empty(), 1, Duration.ofSeconds(30), Set.of(429));
        List<Target> others = List.of(
                plain.toBuilder().apiKey(Optional.of(Secret.of("sk-2"))).build(),
                plain.toBuilder().provider("groq").build(),
                plain.toBuilder()
                        .customHost(Optional.of("http://localhost:1"), false)
                        .build(),
                plain.toBuilder()
                        .overrideParams(JsonCodec.parseObject("{\"model\":\"m\"}"))
                        .build(),
                plain.toBuilder().circuitBreaker(Optional.of(stricter)).build());
        open(plain);

        for (Target other : others) {
            Target moved = other.toBuilder().path("moved").build();
            assertThat(call(group(Mode.FALLBACK, moved, target("next", "next")), Result.of(200)))
                    .containsExactly("moved");
        }
    }

    @Test
    void theStatusAfterTheRetriesCounts() {
        Target retrying = target("a", "a").toBuilder()
                .retry(new RetrySettings(2, Set.of(500), false))
                .build();

        call(retrying, Result.of(500), Result.of(500), Result.of(200));
        call(retrying, Result.of(500), Result.of(500), Result.of(500));

        assertThat(events).isEmpty();
    }

    @Test
    void unreachableIsAFailureWhateverTheCodes() {
        var only429 =
                new CircuitBreakerSettings(Optional.of(1), Optional.empty(), 1, Duration.ofSeconds(30), Set.of(429));
        Target target = target("a", "a").toBuilder()
                .circuitBreaker(Optional.of(only429))
                .build();
        Result unreachable = new Result(502, Result.From.UNREACHABLE, Optional.empty());

        call(target, unreachable);
        call(target, unreachable);

        assertThat(events).extracting(CircuitEvent::state).containsExactly(State.OPEN);
    }

    @Test
    void whatTheCallerOrTheGatewayEndedSaysNothing() {
        Target target = target("a", "a");
        for (int i = 0; i < 5; i++) {
            call(target, new Result(500, Result.From.GATEWAY, Optional.empty()));
            call(target, new Result(408, Result.From.CALLER, Optional.empty()));
        }
        assertThat(events).isEmpty();

        open(target);
        now = now.plusSeconds(30);
        call(target, new Result(408, Result.From.CALLER, Optional.empty()));
        assertThat(events)
                .extracting(CircuitEvent::state)
                .as("a probe cut short does not bring the target back")
                .containsExactly(State.OPEN, State.HALF_OPEN, State.OPEN);
    }

    @Test
    void everyChangeIsTold() {
        Target target = target("config.targets[1]", "prod");
        open(target);
        now = now.plusSeconds(30);
        call(target, Result.of(200));

        assertThat(events).extracting(CircuitEvent::state).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        assertThat(events)
                .extracting(CircuitEvent::circuit)
                .containsOnly(events.get(0).circuit());
        assertThat(events.get(0).virtualKey()).contains("prod");
        assertThat(events.get(0).target()).isEqualTo("config.targets[1]");
    }

    @Test
    void aKeyGivesNoSecretAway() {
        Target target = target("a", "a").toBuilder()
                .virtualKey(Optional.empty())
                .apiKey(Optional.of(Secret.of("sk-secret")))
                .build();
        open(target);

        assertThat(events.get(0).toString()).doesNotContain("sk-secret");
        assertThat(events.get(0).circuit()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void onlySoManyAreRemembered() {
        var states = new InMemoryCircuitStates(2);
        CircuitState bad = new CircuitState(State.OPEN, 0, 0, now);
        for (String name : List.of("a", "b", "c")) {
            assertThat(states.replace(name, CircuitState.HEALTHY, bad)).isTrue();
        }

        assertThat(states.find("a")).isEqualTo(CircuitState.HEALTHY);
        assertThat(states.find("c")).isEqualTo(bad);
        assertThat(states.replace("c", CircuitState.HEALTHY, bad)).isFalse();
    }
}
