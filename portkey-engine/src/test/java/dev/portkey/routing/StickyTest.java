package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.config.ConfigNode;
import dev.portkey.config.StickySettings;
import dev.portkey.config.Strategy;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StickyTest {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final StickySettings BY_USER = new StickySettings(List.of("metadata.user_id", "params.user"), TTL);

    private final RoutingMemory memory = RoutingMemory.inMemory();
    private final Random random = new Random(7);
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    private static Target target(String name, double weight) {
        var rule = new CircuitBreakerSettings(Optional.of(1), Optional.empty(), 1, Duration.ofSeconds(30), Set.of());
        return Target.builder(name)
                .virtualKey(Optional.of(name))
                .weight(weight)
                .circuitBreaker(Optional.of(rule))
                .build();
    }

    private static TargetGroup balanced(ConfigNode... targets) {
        var strategy = new Strategy(Strategy.Mode.LOADBALANCE, Optional.empty(), List.of(), "", Optional.of(BY_USER));
        return new TargetGroup("config", "", 1, strategy, List.of(targets));
    }

    private String targetOf(ConfigNode config, String metadata) {
        JsonObject labels = JsonCodec.parseObject(metadata.replace('\'', '"'));
        var conditions = new Conditions(labels, () -> JsonCodec.parseObject("{}"), "/v1/chat/completions");
        var call = new RoutedCall(conditions, now, Duration.ofHours(1));
        return Route.through(config, call, memory, random::nextDouble, now)
                .first()
                .target()
                .path();
    }

    private static String user(int id) {
        return "{'user_id': " + id + "}";
    }

    @Test
    void aSessionStaysWithItsTarget() {
        TargetGroup even = balanced(target("a", 1), target("b", 1));
        for (int id = 0; id < 50; id++) {
            String first = targetOf(even, user(id));
            for (int call = 0; call < 5; call++) {
                assertThat(targetOf(even, user(id))).isEqualTo(first);
            }
        }
    }

    @Test
    void newSessionsGoByWeight() {
        TargetGroup canary = balanced(target("a", 0.9), target("b", 0.1));
        long toCanary = 0;
        for (int id = 0; id < 5000; id++) {
            toCanary += targetOf(canary, user(id)).equals("b") ? 1 : 0;
        }

        assertThat(toCanary).isBetween(400L, 600L);
    }

    @Test
    void newWeightsMoveNoSessionBeforeItsTimeIsOver() {
        TargetGroup before = balanced(target("a", 1), target("b", 0.000001));
        TargetGroup after = balanced(target("a", 0.000001), target("b", 1));
        assertThat(targetOf(before, user(1))).isEqualTo("a");

        now = now.plus(TTL).minusMillis(1);
        assertThat(targetOf(after, user(1))).isEqualTo("a");

        now = now.plusMillis(1);
        assertThat(targetOf(after, user(1))).isEqualTo("b");
    }

    @Test
    void weightZeroEndsASession() {
        assertThat(targetOf(balanced(target("a", 1), target("b", 0)), user(1))).isEqualTo("a");

        assertThat(targetOf(balanced(target("a", 0), target("b", 1)), user(1))).isEqualTo("b");
    }

    @Test
    void aSessionWhoseTargetIsOutOfServiceMovesAndStays() {
        TargetGroup even = balanced(target("a", 1), target("b", 1));
        String first = targetOf(even, user(1));
        Target failing = target(first, 1);
        Circuit circuit = memory.circuits().of(failing).orElseThrow();
        circuit.report(Result.of(500), now);
        circuit.report(Result.of(500), now);

        String second = targetOf(even, user(1));
        now = now.plusSeconds(60);

        assertThat(second).isNotEqualTo(first);
        assertThat(targetOf(even, user(1))).isEqualTo(second);
    }

    @Test
    void callsWithoutTheFieldsAreNoSession() {
        TargetGroup even = balanced(target("a", 1), target("b", 1));
        long toA = 0;
        for (int call = 0; call < 1000; call++) {
            toA += targetOf(even, "{'user_id': null, 'other': 1}").equals("a") ? 1 : 0;
        }

        assertThat(toA).isBetween(400L, 600L);
    }

    @Test
    void sessionsOfDifferentConfigsAreDifferent() {
        TargetGroup one = balanced(target("a", 1), target("b", 0.000001));
        TargetGroup other = balanced(target("c", 0.000001), target("d", 1));

        assertThat(targetOf(one, user(1))).isEqualTo("a");
        assertThat(targetOf(other, user(1))).isEqualTo("d");
    }

    @Test
    void onlySoManyAreRemembered() {
        var targets = new InMemoryStickyTargets(2);
        targets.remember("a", 1, now.plusSeconds(1));
        targets.remember("b", 2, now.plusSeconds(1));
        targets.remember("c", 3, now.plusSeconds(1));

        assertThat(targets.find("a", now)).isEmpty();
        assertThat(targets.find("c", now)).contains(3);
        assertThat(targets.find("c", now.plusSeconds(1))).isEmpty();
    }
}
