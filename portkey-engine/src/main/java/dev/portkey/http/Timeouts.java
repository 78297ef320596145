package dev.portkey.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The waits of one request to a provider.
 *
 * @param firstByte from sending until the response headers are there; empty means without limit
 * @param idle longest silence within the response body while more is asked for; empty means without limit. The time in
 *     which nobody asks for more, because the client is slow, does not count.
 */
public record Timeouts(Optional<Duration> firstByte, Optional<Duration> idle) {
    public static final Timeouts NONE = new Timeouts(Optional.empty(), Optional.empty());
}
