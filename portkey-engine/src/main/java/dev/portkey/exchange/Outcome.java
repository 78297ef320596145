package dev.portkey.exchange;

import dev.portkey.error.ErrorCode;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.routing.Result;
import dev.portkey.routing.RetryAfter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one attempt came to: an answer in the client's dialect, be it an error.
 *
 * @param status for the client
 * @param headers for the client, without the gateway's own
 * @param body for the client
 * @param failure why the gateway had to answer itself; empty when the provider did
 * @param isStream whether the body is an event stream that has begun well
 * @param ending asked once the body has been delivered: whether it was whole
 */
record Outcome(
        int status,
        Headers headers,
        Body body,
        Optional<ErrorCode> failure,
        boolean isStream,
        Supplier<Ending> ending) {
    static Outcome answer(int status, Headers headers, Body body) {
        return new Outcome(status, headers, body, Optional.empty(), false, () -> Ending.COMPLETE);
    }

    /** A stream that knows whether it was cut. */
    static Outcome stream(int status, Headers headers, Body body, Supplier<Ending> ending) {
        return new Outcome(status, headers, body, Optional.empty(), true, ending);
    }

    static Outcome failure(ErrorCode code, int status, Headers headers, Body body) {
        return new Outcome(status, headers, body, Optional.of(code), false, () -> Ending.COMPLETE);
    }

    /** What routing hears of this. */
    Result result(Instant now) {
        return new Result(status, from(), RetryAfter.of(headers, now));
    }

    private Result.From from() {
        if (failure.isEmpty()) {
            return Result.From.PROVIDER;
        }
        return switch (failure.get()) {
            case PROVIDER_UNREACHABLE -> Result.From.UNREACHABLE;
            case INVALID_PROVIDER_RESPONSE,
                    PROVIDER_STREAM_CUT,
                    PROVIDER_OVERLOADED,
                    PROVIDER_TIMEOUT,
                    PROVIDER_STREAM_STALLED -> Result.From.PROVIDER;
            case REQUEST_TIMEOUT, DEADLINE_EXCEEDED -> Result.From.CALLER;
            case INVALID_JSON,
                    INVALID_REQUEST,
                    INVALID_CONFIG,
                    INVALID_API_KEY,
                    MISSING_PROVIDER_KEY,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_ENDPOINT,
                    INTERNAL_ERROR,
                    RESCUE_FAILED,
                    GATEWAY_STOPPING -> Result.From.GATEWAY;
        };
    }
}
