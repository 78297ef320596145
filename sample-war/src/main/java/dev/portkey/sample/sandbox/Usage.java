package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;

/** OpenAI's {@code usage} object. */
final class Usage {
    private Usage() {}

    static JsonObject of(int promptTokens, int completionTokens) {
        return JsonCodec.object()
                .add("prompt_tokens", promptTokens)
                .add("completion_tokens", completionTokens)
                .add("total_tokens", promptTokens + completionTokens)
                .build();
    }
}
