package dev.portkey.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The waits of one request to a provider.
 *
 * @param firstByte from the last byte of the request until the response headers are there. Also the longest wait for a
 *     connection to send it on, and the longest silence while it is sent: an upload may take any time as long as it goes
 *     on. Empty means without limit
 * @param idle longest silence within the response body while more is asked for; empty means without limit. The time in
 *     which nobody asks for more, because the client is slow, does not count.
 */
public record Timeouts(Optional<Duration> firstByte, Optional<Duration> idle) {
    public static final Timeouts NONE = new Timeouts(Optional.empty(), Optional.empty());
}
