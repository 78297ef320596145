package dev.portkey.exchange;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.TransportException;
import dev.portkey.provider.Dialect;
import dev.portkey.routing.Result;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.spoken.DivergedException;
import jakarta.json.JsonObject;
import java.util.Optional;

/** A stream that broke off after the client had been sent some of it: why, and how the client is told. */
final class StreamBreak extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient JsonObject untoldUsage;

    /** @param untoldUsage what the provider has reported of the costs without the client having been told */
    StreamBreak(Throwable cause, JsonObject untoldUsage) {
        super(null, cause, false, false);
        this.untoldUsage = untoldUsage;
    }

    JsonObject untoldUsage() {
        return untoldUsage;
    }

    /** The event that ends a stream broken by this cause. */
    static ServerSentEvent event(Throwable cause, String provider, Dialect dialect) {
        return ErrorBodies.event(error(cause), status(cause), provider, dialect);
    }

    static int status(Throwable cause) {
        return cause instanceof ProviderErrorException e
                ? e.status()
                : code(cause).status();
    }

    static ErrorCode code(Throwable cause) {
        if (cause instanceof GatewayException e) {
            return e.code();
        }
        if (cause instanceof TransportException e) {
            return e.kind() == TransportException.Kind.STALLED
                    ? ErrorCode.PROVIDER_STREAM_STALLED
                    : ErrorCode.PROVIDER_STREAM_CUT;
        }
        if (cause instanceof ProviderErrorException) {
            return ErrorCode.PROVIDER_STREAM_CUT;
        }
        if (cause instanceof DivergedException) {
            return ErrorCode.RESCUE_FAILED;
        }
        return cause instanceof MalformedEventException
                ? ErrorCode.INVALID_PROVIDER_RESPONSE
                : ErrorCode.INTERNAL_ERROR;
    }

    /** What routing hears of it. */
    static Result result(Throwable cause) {
        Result.From from = cause instanceof TransportException ? Result.From.UNREACHABLE : Result.From.PROVIDER;
        return new Result(status(cause), from, Optional.empty());
    }

    private static ProviderError error(Throwable cause) {
        if (cause instanceof ProviderErrorException e) {
            return e.error();
        }
        ErrorCode code = code(cause);
        return ErrorBodies.cut(
                code,
                switch (code) {
                    case PROVIDER_STREAM_STALLED ->
                        "the provider fell silent in the middle of the stream; the answer is incomplete";
                    case PROVIDER_STREAM_CUT ->
                        "the provider broke off in the middle of the stream; the answer is incomplete";
                    case INVALID_PROVIDER_RESPONSE ->
                        "the provider sent an event that cannot be read; the answer is incomplete";
                    case DEADLINE_EXCEEDED ->
                        "the deadline of the call passed in the middle of the stream; the answer is incomplete";
                    default -> "the stream could not be translated; the answer is incomplete";
                });
    }
}
