package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.CircuitBreakerSettings;
import dev.portkey.observe.CircuitEvent.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CircuitStateTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final CircuitBreakerSettings TWO = rule(Optional.of(2), Optional.empty(), 1);

    private static CircuitBreakerSettings rule(
            Optional<Integer> threshold, Optional<Double> percentage, int minimumRequests) {
        return new CircuitBreakerSettings(threshold, percentage, minimumRequests, COOLDOWN, Set.of());
    }

    private static CircuitState failed(CircuitState state, CircuitBreakerSettings rule, Instant now) {
        return state.after(true, false, rule, now);
    }

    private static CircuitState succeeded(CircuitState state, CircuitBreakerSettings rule, Instant now) {
        return state.after(false, false, rule, now);
    }

    private static CircuitState open() {
        CircuitState state = CircuitState.HEALTHY;
        for (int i = 0; i < 3; i++) {
            state = failed(state, TWO, NOW);
        }
        return state;
    }

    @Nested
    class Closed {
        @Test
        void opensWhenTheFailuresExceedTheThreshold() {
            CircuitState two = failed(failed(CircuitState.HEALTHY, TWO, NOW), TWO, NOW);

            assertThat(two.state()).isEqualTo(State.CLOSED);
            assertThat(failed(two, TWO, NOW).state()).isEqualTo(State.OPEN);
        }

        @Test
        void successesDoNotMakeUpForFailures() {
            CircuitState two = succeeded(failed(failed(CircuitState.HEALTHY, TWO, NOW), TWO, NOW), TWO, NOW);

            assertThat(failed(two, TWO, NOW).state()).isEqualTo(State.OPEN);
        }

        @Test
        void forgetsOneCooldownAfterTheFirstFailure() {
            CircuitState two = failed(failed(CircuitState.HEALTHY, TWO, NOW), TWO, NOW.plusSeconds(59));

            CircuitState third = failed(two, TWO, NOW.plusSeconds(60));

            assertThat(third).isEqualTo(new CircuitState(State.CLOSED, 1, 0, NOW.plusSeconds(60)));
            assertThat(succeeded(two, TWO, NOW.plusSeconds(60))).isEqualTo(CircuitState.HEALTHY);
        }

        @Test
        void opensWhenTheShareExceedsThePercentageOnceThereWereEnoughCalls() {
            CircuitBreakerSettings half = rule(Optional.empty(), Optional.of(50.0), 4);
            CircuitState two = succeeded(failed(CircuitState.HEALTHY, half, NOW), half, NOW);

            CircuitState three = failed(two, half, NOW);
            assertThat(three.state()).as("2 of 3, but 3 are too few").isEqualTo(State.CLOSED);
            assertThat(failed(three, half, NOW).state()).as("3 of 4").isEqualTo(State.OPEN);
            CircuitState even = succeeded(three, half, NOW);
            assertThat(failed(succeeded(even, half, NOW), half, NOW).state())
                    .as("3 of 6 is 50 %, not more")
                    .isEqualTo(State.CLOSED);
        }

        @Test
        void aHealthyTargetIsNotCounted() {
            assertThat(succeeded(CircuitState.HEALTHY, TWO, NOW)).isSameAs(CircuitState.HEALTHY);
        }
    }

    @Nested
    class Open {
        @Test
        void letsNobodyThroughUntilTheCooldownIsOver() {
            assertThat(open().admitting(TWO, NOW.plusMillis(59_999))).isEmpty();
            assertThat(open().admitting(TWO, NOW.plusSeconds(60)))
                    .contains(new CircuitState(State.HALF_OPEN, 0, 0, NOW.plusSeconds(60)));
        }

        @Test
        void callsThatWereOnTheirWayChangeNothing() {
            assertThat(failed(open(), TWO, NOW)).isEqualTo(open());
            assertThat(succeeded(open(), TWO, NOW)).isEqualTo(open());
        }
    }

    @Nested
    class HalfOpen {
        private final Instant later = NOW.plusSeconds(60);
        private final CircuitState probing = open().admitting(TWO, later).orElseThrow();

        @Test
        void letsOneCallThroughAtATime() {
            assertThat(probing.admitting(TWO, later.plusSeconds(59))).isEmpty();
        }

        @Test
        void closesOnSuccess() {
            assertThat(probing.after(false, true, TWO, later)).isEqualTo(CircuitState.HEALTHY);
        }

        @Test
        void opensForAnotherCooldownOnFailure() {
            CircuitState again = probing.after(true, true, TWO, later.plusSeconds(1));

            assertThat(again.admitting(TWO, later.plusSeconds(60))).isEmpty();
            assertThat(again.admitting(TWO, later.plusSeconds(61))).isPresent();
        }

        @Test
        void onlyTheProbeDecides() {
            assertThat(succeeded(probing, TWO, later)).isEqualTo(probing);
            assertThat(failed(probing, TWO, later)).isEqualTo(probing);
        }

        @Test
        void aProbeThatWasCalledOffIsFollowedByTheNext() {
            assertThat(probing.withoutProbe().admitting(TWO, later)).isPresent();
        }

        @Test
        void aLostProbeIsFollowedByTheNextAfterOneCooldown() {
            assertThat(probing.admitting(TWO, later.plusSeconds(60))).isPresent();
        }
    }

    @Test
    void failuresAreServerErrorsUnlessTheConfigNamesOthers() {
        var named = new CircuitBreakerSettings(Optional.of(1), Optional.empty(), 1, COOLDOWN, Set.of(401, 429));

        assertThat(TWO.isFailure(500)).isTrue();
        assertThat(TWO.isFailure(529)).isTrue();
        assertThat(TWO.isFailure(499)).isFalse();
        assertThat(named.isFailure(429)).isTrue();
        assertThat(named.isFailure(500)).isFalse();
    }
}
