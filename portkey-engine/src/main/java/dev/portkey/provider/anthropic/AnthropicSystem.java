package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.text;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** The system prompt, which Anthropic keeps apart from the conversation. */
final class AnthropicSystem {
    private static final String ANSWER_IN_JSON = "Answer with one valid JSON object and nothing else.";

    private AnthropicSystem() {}

    /** For {@code system}: the text of all system and developer messages, wherever they stand, in their order. */
    static Optional<JsonValue> blocks(JsonObject request) {
        JsonArrayBuilder blocks = JsonCodec.array();
        for (JsonValue value : JsonMembers.array(request, "messages").orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            if (value instanceof JsonObject message && isSystem(message)) {
                add(message, blocks);
            }
        }
        if (AnthropicOutput.wantsAnyJson(request)) {
            blocks.add(AnthropicContent.text(ANSWER_IN_JSON, JsonValue.EMPTY_JSON_OBJECT));
        }
        return Optional.of(blocks.build());
    }

    private static boolean isSystem(JsonObject message) {
        String role = text(message, "role").orElse("");
        return role.equals("system") || role.equals("developer");
    }

    /** Empty text is left out: Anthropic refuses a block without words. */
    private static void add(JsonObject message, JsonArrayBuilder blocks) {
        JsonValue content = message.getOrDefault("content", JsonValue.NULL);
        if (content instanceof JsonString words && !words.getString().isEmpty()) {
            blocks.add(AnthropicContent.text(words.getString(), message));
        } else if (content instanceof JsonArray parts) {
            AnthropicContent.blocks(parts).stream()
                    .filter(block -> !AnthropicContent.isEmptyText(block))
                    .forEach(blocks::add);
        }
    }
}
