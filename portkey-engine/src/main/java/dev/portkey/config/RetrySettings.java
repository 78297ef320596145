package dev.portkey.config;

import java.util.Set;

/**
 * When one target is tried again.
 *
 * @param attempts tries after the first that one target may get, 0 to 5; 0 turns retrying off
 * @param onStatusCodes the provider statuses that are worth another try
 * @param useRetryAfterHeader wait as long as the provider asks for
 */
public record RetrySettings(int attempts, Set<Integer> onStatusCodes, boolean useRetryAfterHeader) {
    public static final Set<Integer> DEFAULT_STATUS_CODES = Set.of(429, 500, 502, 503, 504, 529);
    public static final int MAX_ATTEMPTS = 5;
    public static final RetrySettings NONE = new RetrySettings(0, DEFAULT_STATUS_CODES, false);

    public RetrySettings {
        onStatusCodes = Set.copyOf(onStatusCodes);
    }
}
