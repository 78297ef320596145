package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * An error as OpenAI spells it: {@code {"error":{"message","type","param","code"}}}.
 *
 * @param code may be empty, which is {@code null} on the wire
 */
record SandboxError(int status, String message, String type, String code) {
    static SandboxError badRequest(String message) {
        return new SandboxError(400, message, "invalid_request_error", "");
    }

    static SandboxError noSuchModel(String model) {
        return new SandboxError(
                404,
                "The model `" + model + "` does not exist in the sandbox",
                "invalid_request_error",
                "model_not_found");
    }

    /** The error a model was named for. */
    static SandboxError of(int status) {
        return switch (status) {
            case 400 -> badRequest("The sandbox refuses this request, as its model name says");
            case 401 -> new SandboxError(401, "Incorrect API key provided", "invalid_request_error", "invalid_api_key");
            case 404 -> noSuchModel("sandbox-error-404");
            case 429 -> new SandboxError(429, "Rate limit reached for the sandbox", "requests", "rate_limit_exceeded");
            case 503 -> new SandboxError(503, "The sandbox is overloaded, try again", "server_error", "overloaded");
            default -> new SandboxError(status, "The sandbox had an error", "server_error", "");
        };
    }

    JsonObject body() {
        return JsonCodec.object()
                .add(
                        "error",
                        JsonCodec.object()
                                .add("message", message)
                                .add("type", type)
                                .add("param", JsonValue.NULL)
                                .add("code", code.isEmpty() ? JsonValue.NULL : JsonCodec.string(code)))
                .build();
    }
}
