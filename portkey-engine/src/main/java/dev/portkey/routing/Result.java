package dev.portkey.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * How a target answered, as far as routing cares.
 *
 * @param status what the client would be told
 * @param from who brought it about
 * @param retryAfter how long the provider asks to wait
 */
public record Result(int status, From from, Optional<Duration> retryAfter) {
    /** Who brought a result about. */
    public enum From {
        /** The provider answered, or had the time to and did not. */
        PROVIDER,
        /** The provider could not be asked, or broke off: no status of its own. */
        UNREACHABLE,
        /** The caller's own limit ended the wait, which says little about the provider. */
        CALLER,
        /** The gateway did not even ask. */
        GATEWAY
    }

    public static Result of(int status) {
        return new Result(status, From.PROVIDER, Optional.empty());
    }

    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }
}
