package dev.portkey.provider.azure;

import java.time.Duration;
import java.time.Instant;

/**
 * A token of Microsoft Entra.
 *
 * @param value never to be printed
 * @param expiresAt when it is no longer accepted
 */
record AzureToken(String value, Instant expiresAt) {
    /** How long before its end a token is no longer used: time enough for the longest call. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    boolean isFresh(Instant now) {
        return now.isBefore(expiresAt.minus(MARGIN));
    }

    @Override
    public String toString() {
        return "AzureToken[expiresAt=" + expiresAt + ']';
    }
}
