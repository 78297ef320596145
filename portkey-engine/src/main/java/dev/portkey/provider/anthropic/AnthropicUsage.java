package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What a call has cost, in tokens. Anthropic counts input that was read from its cache or written to it apart from the
 * rest; OpenAI's {@code prompt_tokens} is all of it.
 *
 * @param input neither read from the cache nor written to it
 * @param serverTools how often Anthropic's own tools were used
 */
record AnthropicUsage(long input, long output, long cacheRead, long cacheCreation, Optional<JsonObject> serverTools) {
    static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0, Optional.empty());

    /** These counts with those of a later {@code usage} object in place of the earlier: they are totals so far. */
    AnthropicUsage updatedBy(JsonObject usage) {
        return new AnthropicUsage(
                JsonMembers.integer(usage, "input_tokens").orElse(input),
                JsonMembers.integer(usage, "output_tokens").orElse(output),
                JsonMembers.integer(usage, "cache_read_input_tokens").orElse(cacheRead),
                JsonMembers.integer(usage, "cache_creation_input_tokens").orElse(cacheCreation),
                JsonMembers.object(usage, "server_tool_use").or(() -> serverTools));
    }

    /** OpenAI's {@code usage}; the cache counts only where a cache was at work. */
    JsonObject toOpenAi(boolean strict) {
        long prompt = input + cacheRead + cacheCreation;
        JsonObjectBuilder usage = JsonCodec.object()
                .add("prompt_tokens", prompt)
                .add("completion_tokens", output)
                .add("total_tokens", prompt + output)
                .add("prompt_tokens_details", JsonCodec.object().add("cached_tokens", cacheRead));
        if (cacheRead > 0 || cacheCreation > 0) {
            usage.add("cache_read_input_tokens", cacheRead).add("cache_creation_input_tokens", cacheCreation);
        }
        if (!strict) {
            serverTools.ifPresent(counts -> usage.add("server_tool_use", (JsonValue) counts));
        }
        return usage.build();
    }
}
