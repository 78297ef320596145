package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Strategy;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final RoutedCall CALL = new RoutedCall(
            new Conditions(JsonValue.EMPTY_JSON_OBJECT, () -> JsonValue.EMPTY_JSON_OBJECT, "/v1/chat/completions"),
            NOW,
            Duration.ofHours(1));

    private static Target target(String path, double weight) {
        return Target.of(path, "openai").toBuilder().name(path).weight(weight).build();
    }

    private static TargetGroup group(Strategy.Mode mode, Optional<Set<Integer>> codes, ConfigNode... targets) {
        return new TargetGroup(
                "config", "", 1, new Strategy(mode, codes, List.of(), "", Optional.empty()), List.of(targets));
    }

    private static TargetGroup conditional(String chosen, ConfigNode... targets) {
        var always = new Strategy.Condition(JsonValue.EMPTY_JSON_OBJECT, chosen);
        var strategy = new Strategy(Strategy.Mode.CONDITIONAL, Optional.empty(), List.of(always), "", Optional.empty());
        return new TargetGroup("config", "", 1, strategy, List.of(targets));
    }

    private static List<String> walk(ConfigNode config, double random, int... statuses) {
        Route route = Route.through(config, CALL, RoutingMemory.inMemory(), () -> random, NOW);
        List<String> visited = new ArrayList<>();
        Optional<Step> step = Optional.of(route.first());
        for (int status : statuses) {
            visited.add(step.orElseThrow().target().path());
            step = route.next(Result.of(status), NOW);
            if (step.isEmpty()) {
                visited.add("end");
                return visited;
            }
        }
        visited.add(step.orElseThrow().target().path());
        return visited;
    }

    @Test
    void aSingleTargetIsAskedOnce() {
        assertThat(walk(target("a", 1), 0, 500)).containsExactly("a", "end");
        assertThat(walk(group(Strategy.Mode.SINGLE, Optional.empty(), target("a", 1), target("b", 1)), 0, 500))
                .containsExactly("a", "end");
    }

    @Test
    void fallbackGoesOnUntilAnAnswerIsGoodOrTheTargetsAreUsedUp() {
        TargetGroup fallback =
                group(Strategy.Mode.FALLBACK, Optional.empty(), target("a", 1), target("b", 1), target("c", 1));

        assertThat(walk(fallback, 0, 200)).containsExactly("a", "end");
        assertThat(walk(fallback, 0, 500, 246)).containsExactly("a", "b", "end");
        assertThat(walk(fallback, 0, 446, 429, 400)).containsExactly("a", "b", "c", "end");
    }

    @Test
    void fallbackListensToItsStatusCodesAlone() {
        TargetGroup fallback =
                group(Strategy.Mode.FALLBACK, Optional.of(Set.of(429, 246)), target("a", 1), target("b", 1));

        assertThat(walk(fallback, 0, 500)).containsExactly("a", "end");
        assertThat(walk(fallback, 0, 246, 200)).containsExactly("a", "b", "end");
        assertThat(walk(group(Strategy.Mode.FALLBACK, Optional.of(Set.of()), target("a", 1), target("b", 1)), 0, 500))
                .containsExactly("a", "end");
    }

    @Test
    void weightsShareTheLine() {
        TargetGroup balanced =
                group(Strategy.Mode.LOADBALANCE, Optional.empty(), target("never", 0), target("a", 3), target("b", 1));

        assertThat(walk(balanced, 0.0, 500)).containsExactly("a", "end");
        assertThat(walk(balanced, 0.7499, 500)).containsExactly("a", "end");
        assertThat(walk(balanced, 0.75, 500)).containsExactly("b", "end");
        assertThat(walk(balanced, 0.9999999999999999, 500)).containsExactly("b", "end");
    }

    @Test
    void strategiesNest() {
        TargetGroup inner = group(Strategy.Mode.FALLBACK, Optional.of(Set.of(429)), target("i1", 1), target("i2", 1));
        TargetGroup outer = group(
                Strategy.Mode.FALLBACK,
                Optional.empty(),
                inner,
                conditional("chosen", target("x", 1), target("chosen", 1)),
                target("last", 1));

        assertThat(walk(outer, 0, 429, 503, 500, 200)).containsExactly("i1", "i2", "chosen", "last", "end");
        assertThat(walk(outer, 0, 503, 200)).containsExactly("i1", "chosen", "end");
    }
}
