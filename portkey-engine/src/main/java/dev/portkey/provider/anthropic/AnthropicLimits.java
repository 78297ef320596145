package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Where generation stops and how it samples: OpenAI's wider ranges fitted into what Claude takes. */
final class AnthropicLimits {
    /** Anthropic demands a limit and OpenAI's clients often send none; every model takes this one. */
    static final JsonValue DEFAULT_MAX_TOKENS = JsonCodec.number(4096);

    private AnthropicLimits() {}

    /** The client's limit, the newer field first; empty when it set none. */
    static Optional<Long> maxTokens(JsonObject request) {
        return JsonMembers.integer(request, "max_completion_tokens")
                .or(() -> JsonMembers.integer(request, "max_tokens"));
    }

    /** For {@code max_tokens}. */
    static Optional<JsonValue> requiredMaxTokens(JsonObject request) {
        return Optional.of(sent(request, "max_completion_tokens")
                .or(() -> sent(request, "max_tokens"))
                .orElse(DEFAULT_MAX_TOKENS));
    }

    /** For {@code stop_sequences}, which is a list. */
    static Optional<JsonValue> stopSequences(JsonObject request) {
        return sent(request, "stop")
                .map(stop ->
                        stop instanceof JsonString ? JsonCodec.array().add(stop).build() : stop);
    }

    static Optional<JsonValue> temperature(JsonObject request) {
        return sampling(request, "temperature");
    }

    static Optional<JsonValue> topP(JsonObject request) {
        boolean rivals = sent(request, "temperature").isPresent()
                && !ClaudeModel.of(request).takesTemperatureWithTopP();
        return rivals ? Optional.empty() : sampling(request, "top_p");
    }

    static Optional<JsonValue> topK(JsonObject request) {
        return sampling(request, "top_k");
    }

    /** A value that is there and not null: to OpenAI's clients null means the default, to Anthropic it is an error. */
    static Optional<JsonValue> sent(JsonObject request, String name) {
        return Optional.ofNullable(request.get(name)).filter(value -> value != JsonValue.NULL);
    }

    /** Thinking allows no say in sampling, and neither do the newest models. */
    private static Optional<JsonValue> sampling(JsonObject request, String name) {
        return ClaudeModel.of(request).takesSampling() && !AnthropicReasoning.thinksByEffort(request)
                ? sent(request, name)
                : Optional.empty();
    }
}
