package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.RetrySettings;
import dev.portkey.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final RetrySettings THREE = new RetrySettings(3, RetrySettings.DEFAULT_STATUS_CODES, false);
    private static final RetrySettings LISTENING = new RetrySettings(3, RetrySettings.DEFAULT_STATUS_CODES, true);

    private static final Duration AMPLE = Duration.ofHours(1);

    private static Retry retry(RetrySettings settings, double random) {
        return new Retry(settings, () -> random);
    }

    private static Result asking(int status, Duration wait) {
        return new Result(status, Result.From.PROVIDER, Optional.of(wait));
    }

    @Test
    void pausesGrowAndEnd() {
        Retry retry = retry(THREE, 0.5);

        assertThat(retry.pauseAfter(Result.of(500), AMPLE)).contains(Duration.ofSeconds(1));
        assertThat(retry.pauseAfter(Result.of(503), AMPLE)).contains(Duration.ofSeconds(2));
        assertThat(retry.pauseAfter(Result.of(429), AMPLE)).contains(Duration.ofSeconds(4));
        assertThat(retry.count()).isEqualTo(3);
        assertThat(retry.pauseAfter(Result.of(500), AMPLE)).isEmpty();
        assertThat(retry.count()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"0, 900", "0.5, 1000", "0.9999999, 1099"})
    void pausesAreJitteredByATenth(double random, long millis) {
        assertThat(retry(THREE, random).pauseAfter(Result.of(500), AMPLE)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 246, 400, 401, 403, 404, 408, 413, 422, 446})
    void leavesAloneWhatCannotGetBetter(int status) {
        Retry retry = retry(THREE, 0);

        assertThat(retry.pauseAfter(Result.of(status), AMPLE)).isEmpty();
        assertThat(retry.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 529})
    void retriesTheDocumentedStatuses(int status) {
        assertThat(retry(THREE, 0).pauseAfter(Result.of(status), AMPLE)).isPresent();
    }

    @Test
    void ownStatusesReplaceTheDefault() {
        RetrySettings teapot = new RetrySettings(1, Set.of(418), false);

        assertThat(retry(teapot, 0).pauseAfter(Result.of(418), AMPLE)).isPresent();
        assertThat(retry(teapot, 0).pauseAfter(Result.of(500), AMPLE)).isEmpty();
    }

    @Test
    void networkErrorsCountWhateverTheStatuses() {
        RetrySettings teapot = new RetrySettings(1, Set.of(418), false);

        assertThat(retry(teapot, 0).pauseAfter(new Result(502, Result.From.UNREACHABLE, Optional.empty()), AMPLE))
                .isPresent();
    }

    @Test
    void isOffWithoutAttempts() {
        assertThat(retry(RetrySettings.NONE, 0).pauseAfter(Result.of(500), AMPLE))
                .isEmpty();
    }

    @Test
    void honoursRetryAfterWhenAskedTo() {
        assertThat(retry(LISTENING, 0.5).pauseAfter(asking(429, Duration.ofSeconds(2)), AMPLE))
                .contains(Duration.ofSeconds(2));
        assertThat(retry(LISTENING, 0.5).pauseAfter(asking(503, Duration.ofSeconds(3)), AMPLE))
                .contains(Duration.ofSeconds(3));
        assertThat(retry(LISTENING, 0.5).pauseAfter(asking(500, Duration.ofSeconds(9)), AMPLE))
                .contains(Duration.ofSeconds(1));
        assertThat(retry(LISTENING, 0.5).pauseAfter(asking(429, Duration.ZERO), AMPLE))
                .contains(Duration.ofSeconds(1));
        assertThat(retry(THREE, 0.5).pauseAfter(asking(429, Duration.ofSeconds(2)), AMPLE))
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void waitsNoLongerThanAMinuteInAll() {
        Retry patient = retry(LISTENING, 0);

        assertThat(retry(LISTENING, 0).pauseAfter(asking(429, Duration.ofSeconds(60)), AMPLE))
                .isEmpty();
        assertThat(patient.pauseAfter(asking(429, Duration.ofSeconds(40)), AMPLE))
                .isPresent();
        assertThat(patient.pauseAfter(asking(429, Duration.ofSeconds(20)), AMPLE))
                .isEmpty();
        assertThat(patient.count()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after | 2 | 2000",
                "retry-after | Fri, 20 Nov 2026 12:00:05 GMT | 5000",
                "retry-after | Fri, 20 Nov 2026 11:00:00 GMT | 0",
                "retry-after-ms | 350 | 350",
                "x-ms-retry-after-ms | 400 | 400",
                "retry-after | soon | -1",
                "retry-after | -5 | -1",
                "retry-after | 99999999999999999999 | -1",
            })
    void readsEveryFormOfRetryAfter(String name, String value, long millis) {
        Optional<Duration> wait = RetryAfter.of(Headers.of(name, value), Instant.parse("2026-11-20T12:00:00Z"));

        assertThat(wait).isEqualTo(millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
    }

    @Test
    void theFinerFieldWins() {
        Headers both = Headers.of("retry-after", "30", "retry-after-ms", "700");

        assertThat(RetryAfter.of(both, Instant.EPOCH)).contains(Duration.ofMillis(700));
    }

    @Test
    void doesNotWaitBeyondTheEndOfTheCall() {
        Retry inTime = retry(THREE, 0.5);
        Retry tooLate = retry(THREE, 0.5);

        assertThat(inTime.pauseAfter(Result.of(500), Duration.ofMillis(1001))).isPresent();
        assertThat(tooLate.pauseAfter(Result.of(500), Duration.ofMillis(1000))).isEmpty();
        assertThat(tooLate.count()).isEqualTo(-1);
    }
}
