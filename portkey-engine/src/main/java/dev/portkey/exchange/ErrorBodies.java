package dev.portkey.exchange;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.ServerSentEvent;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Dialect;
import dev.portkey.translate.ProviderError;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * The one place where error bodies are made: the gateway's own refusals and faults, providers' errors in the client's
 * dialect, and both as the last event of a stream.
 */
final class ErrorBodies {
    private ErrorBodies() {}

    /** The body of an answer of the gateway's own. */
    static JsonObject of(GatewayException e, Dialect dialect) {
        if (dialect == Dialect.ANTHROPIC) {
            return anthropic(anthropicType(e.status()), e.getMessage());
        }
        return switch (e.code()) {
            case INVALID_CONFIG, UNSUPPORTED_ENDPOINT -> failure(e);
            case NOT_FOUND ->
                JsonCodec.object()
                        .add("message", e.getMessage())
                        .add("ok", false)
                        .build();
            case REQUEST_TIMEOUT, DEADLINE_EXCEEDED ->
                openAi(e.getMessage(), Optional.of(e.code().type()), Optional.empty(), Optional.empty())
                        .build();
            default ->
                openAi(
                                e.getMessage(),
                                Optional.of(e.code().type()),
                                e.param(),
                                Optional.of(e.code().wireName()))
                        .build();
        };
    }

    /** The body for an error answer of a provider. */
    static JsonObject of(ProviderError error, int status, String provider, Dialect dialect) {
        return of(error, status, provider, true, dialect);
    }

    /** As above; the message begins with the provider's id where {@code prefixed}. */
    static JsonObject of(ProviderError error, int status, String provider, boolean prefixed, Dialect dialect) {
        String message = prefixed ? provider + " error: " + error.message() : error.message();
        if (dialect == Dialect.ANTHROPIC) {
            return anthropic(
                    error.type().filter(type -> !type.equals("server_error")).orElse(anthropicType(status)), message);
        }
        return openAi(message, error.type(), error.param(), error.code())
                .add("provider", provider)
                .build();
    }

    /** The event that ends a broken stream. */
    static ServerSentEvent event(ProviderError error, int status, String provider, Dialect dialect) {
        String json = JsonCodec.text(of(error, status, provider, dialect));
        return switch (dialect) {
            case ANTHROPIC -> new ServerSentEvent("error", json);
            case RESPONSES -> new ServerSentEvent("error", responsesError(error, provider));
            case OPENAI, PROVIDER -> ServerSentEvent.data(json);
        };
    }

    /** What a broken stream is called, in a provider's place. */
    static ProviderError cut(ErrorCode code, String what) {
        return new ProviderError(what, Optional.of(code.type()), Optional.empty(), Optional.of(code.wireName()));
    }

    private static String responsesError(ProviderError error, String provider) {
        return JsonCodec.text(nullable(
                        nullable(JsonCodec.object().add("type", "error"), "code", error.code())
                                .add("message", provider + " error: " + error.message()),
                        "param",
                        error.param())
                .build());
    }

    private static JsonObject failure(GatewayException e) {
        JsonObjectBuilder body = JsonCodec.object().add("status", "failure").add("message", e.getMessage());
        if (!e.problems().isEmpty()) {
            JsonArrayBuilder problems = JsonCodec.array();
            e.problems().forEach(problems::add);
            body.add("errors", problems);
        }
        return body.build();
    }

    private static JsonObjectBuilder openAi(
            String message, Optional<String> type, Optional<String> param, Optional<String> code) {
        JsonObjectBuilder error = JsonCodec.object().add("message", message);
        nullable(error, "type", type);
        nullable(error, "param", param);
        nullable(error, "code", code);
        return JsonCodec.object().add("error", error);
    }

    private static JsonObjectBuilder nullable(JsonObjectBuilder object, String name, Optional<String> value) {
        return value.isPresent() ? object.add(name, value.get()) : object.addNull(name);
    }

    private static JsonObject anthropic(String type, String message) {
        return JsonCodec.object()
                .add("type", "error")
                .add("error", JsonCodec.object().add("type", type).add("message", message))
                .build();
    }

    /** Anthropic's error types by status (docs.anthropic.com/en/api/errors). */
    private static String anthropicType(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 408, 504 -> "timeout_error";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
