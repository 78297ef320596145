package dev.portkey.routing;

import dev.portkey.config.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Counts the tries of one target and says whether, and after which pause, there is another. Without a word from the
 * provider the pause before retry k is 1·2^(k−1) seconds, give or take a tenth. Confined to one call.
 */
final class Retry {
    /** What a provider may make one target wait, for one pause and for all of them together. */
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double JITTER = 0.1;

    private final RetrySettings settings;
    private final DoubleSupplier random;
    private int retries;
    private boolean gaveUp;
    private Duration waited = Duration.ZERO;

    Retry(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * How long to wait before the next try; empty when this result stands.
     *
     * @param left time the call still has: an answer that is there is better than a pause beyond it
     */
    Optional<Duration> pauseAfter(Result result, Duration left) {
        if (settings.attempts() == 0 || !isWorthAnother(result)) {
            return Optional.empty();
        }
        if (retries >= settings.attempts()) {
            gaveUp = true;
            return Optional.empty();
        }
        Optional<Duration> asked = wish(result);
        if (asked.isPresent() && waited.plus(asked.get()).compareTo(MAX_WAIT) >= 0) {
            gaveUp = true;
            return Optional.empty();
        }
        Duration pause = asked.orElseGet(this::backoff);
        if (pause.compareTo(left) >= 0) {
            gaveUp = true;
            return Optional.empty();
        }
        waited = waited.plus(asked.orElse(Duration.ZERO));
        retries++;
        return Optional.of(pause);
    }

    /** As the response header says it: retries made, or -1 when the last result was not good enough and no try was left. */
    int count() {
        return gaveUp ? -1 : retries;
    }

    /** Whether there could be another try. */
    boolean isLeft() {
        return retries < settings.attempts();
    }

    private boolean isWorthAnother(Result result) {
        return result.from() == Result.From.UNREACHABLE
                || settings.onStatusCodes().contains(result.status());
    }

    private Optional<Duration> wish(Result result) {
        boolean listens = settings.useRetryAfterHeader() && (result.status() == 429 || result.status() == 503);
        return listens ? result.retryAfter().filter(wait -> !wait.isZero()) : Optional.empty();
    }

    private Duration backoff() {
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis((long) (FIRST_PAUSE.toMillis() * Math.pow(2, retries) * factor));
    }
}
