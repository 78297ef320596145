package dev.portkey.routing;

import dev.portkey.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The wait a provider asks for: {@code retry-after-ms}, {@code x-ms-retry-after-ms}, {@code retry-after} in seconds or as
 * HTTP date (RFC 9110, section 10.2.3). The first that can be read counts.
 */
public final class RetryAfter {
    private RetryAfter() {}

    /** The wait, at least nothing; empty when none of the fields says one that can be read. */
    public static Optional<Duration> of(Headers headers, Instant now) {
        return millis(headers, "retry-after-ms")
                .or(() -> millis(headers, "x-ms-retry-after-ms"))
                .or(() -> headers.first("retry-after")
                        .flatMap(value -> seconds(value).or(() -> date(value, now))));
    }

    private static Optional<Duration> millis(Headers headers, String name) {
        return headers.first(name).flatMap(RetryAfter::number).map(Duration::ofMillis);
    }

    private static Optional<Duration> seconds(String value) {
        return number(value).map(Duration::ofSeconds);
    }

    private static Optional<Long> number(String value) {
        String digits = value.strip();
        boolean readable =
                !digits.isEmpty() && digits.length() <= 12 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return readable ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Instant due = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(due.isBefore(now) ? Duration.ZERO : Duration.between(now, due));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
