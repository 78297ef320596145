package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.BodyTooLargeException;
import dev.portkey.http.TransportException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Puts what went wrong between us and a provider into words for the client. Causes go to the log only. */
final class ProviderFault {
    private static final Logger LOG = System.getLogger(ProviderFault.class.getName());

    private ProviderFault() {}

    static GatewayException requestTimeout(Duration timeout) {
        return GatewayException.of(
                ErrorCode.REQUEST_TIMEOUT,
                "Request exceeded the timeout sent in the request: " + timeout.toMillis() + "ms");
    }

    static GatewayException firstTokenTimeout(Duration timeout) {
        return GatewayException.of(
                ErrorCode.REQUEST_TIMEOUT,
                "The provider opened a stream but sent nothing within the first token timeout: " + timeout.toMillis()
                        + "ms");
    }

    static GatewayException deadline(Duration deadline) {
        return GatewayException.of(
                ErrorCode.DEADLINE_EXCEEDED,
                "The call was not answered within its deadline: " + deadline.toMillis() + "ms");
    }

    static GatewayException of(Throwable failure, Target target) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof GatewayException known) {
            return known;
        }
        if (cause instanceof TransportException transport) {
            LOG.log(Level.DEBUG, () -> "provider " + target.provider() + ": " + transport.kind(), transport);
            return of(transport, target);
        }
        if (cause instanceof BodyTooLargeException) {
            return GatewayException.of(
                    ErrorCode.INVALID_PROVIDER_RESPONSE,
                    "Provider '" + target.provider()
                            + "' sent a reply that is larger than this gateway reads (limits.max_reply_bytes)");
        }
        if (cause instanceof CancellationException) {
            // The client has left; nobody will read this.
            return GatewayException.of(ErrorCode.INVALID_REQUEST, "The call was cancelled");
        }
        LOG.log(Level.ERROR, "call to provider " + target.provider() + " failed inside the gateway", cause);
        return GatewayException.of(ErrorCode.INTERNAL_ERROR, "The gateway failed to process this call");
    }

    private static GatewayException of(TransportException failure, Target target) {
        String provider = "Provider '" + target.provider() + "' ";
        return switch (failure.kind()) {
            case ADDRESS_REFUSED -> GatewayException.invalidConfig("Invalid custom host");
            case UNKNOWN_HOST ->
                GatewayException.of(
                        ErrorCode.PROVIDER_UNREACHABLE,
                        provider + "could not be reached: its host name does not resolve");
            case CONNECT_FAILED ->
                GatewayException.of(
                        ErrorCode.PROVIDER_UNREACHABLE, provider + "could not be reached: the connection failed");
            case CONNECT_TIMEOUT ->
                GatewayException.of(ErrorCode.PROVIDER_TIMEOUT, provider + "could not be reached in time");
            case OVERLOADED ->
                GatewayException.of(
                        ErrorCode.PROVIDER_OVERLOADED,
                        "Too many calls to provider '" + target.provider() + "' are under way; try again shortly");
            case FIRST_BYTE_TIMEOUT ->
                target.waits()
                        .request()
                        .map(ProviderFault::requestTimeout)
                        .orElseGet(() -> GatewayException.of(
                                ErrorCode.PROVIDER_TIMEOUT, provider + "accepted the call but did not answer in time"));
            case STALLED ->
                GatewayException.of(ErrorCode.PROVIDER_TIMEOUT, provider + "began to answer but fell silent");
            case RESET, CUT ->
                GatewayException.of(
                        ErrorCode.PROVIDER_UNREACHABLE,
                        provider + "broke the connection before its answer was complete");
            case ABORTED ->
                GatewayException.of(ErrorCode.INVALID_REQUEST, "The request body ended before it was complete");
        };
    }
}
