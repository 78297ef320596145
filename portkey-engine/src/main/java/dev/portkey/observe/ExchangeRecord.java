package dev.portkey.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One client call from first to last byte. Holds no prompt, no answer and no secret.
 *
 * @param traceId the caller's, or one made for it
 * @param caller name of the gateway key; empty on an open gateway
 * @param endpoint wire name of the endpoint, {@code chatComplete}
 * @param method HTTP method
 * @param path without query
 * @param status what the client was answered
 * @param ending how it ended
 * @param startedAt when the call came
 * @param duration until the last byte was handed to the door
 * @param attempts calls to targets, in order
 * @param metadata the caller's labels
 */
public record ExchangeRecord(
        String traceId,
        String caller,
        String endpoint,
        String method,
        String path,
        int status,
        Ending ending,
        Instant startedAt,
        Duration duration,
        List<AttemptRecord> attempts,
        Map<String, String> metadata) {
    public ExchangeRecord {
        attempts = List.copyOf(attempts);
        metadata = Map.copyOf(metadata);
    }

    /** How a call ended. */
    public enum Ending {
        /** The client was offered a whole answer, be it an error. */
        COMPLETE,
        /** As complete, but the provider that began the answer broke off and another attempt brought it to its end. */
        RESCUED,
        /** The answer was cut after it had begun: the provider broke off, stalled or sent garbage. */
        CUT,
        /** The client went away before the end. */
        CLIENT_GONE
    }
}
