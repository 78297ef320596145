package dev.portkey.provider.anthropic;

import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.ProviderErrorException;
import jakarta.json.JsonObject;

/** Errors that come as an event, after the status line has promised success (docs: api/errors). */
final class AnthropicErrors {
    private AnthropicErrors() {}

    /** The exception for {@code {"type":"error","error":{"type":…,"message":…}}}. */
    static ProviderErrorException of(JsonObject event) {
        ProviderError error = OpenAiErrors.read(event).orElseGet(() -> ProviderError.of("no message"));
        return new ProviderErrorException(status(error.type().orElse("")), error);
    }

    /** The status an answer of that error type has. */
    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500; // api_error, and types added later
        };
    }
}
