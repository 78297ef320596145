package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** OpenAI's content parts as Anthropic's content blocks. */
final class AnthropicContent {
    private AnthropicContent() {}

    /** One block per part, except for parts that Claude cannot take. */
    static JsonArray blocks(JsonArray parts) {
        JsonArrayBuilder blocks = JsonCodec.array();
        for (JsonValue part : parts) {
            if (part instanceof JsonObject object) {
                block(object).ifPresent(blocks::add);
            } else if (part instanceof JsonString words) {
                blocks.add(text(words.getString(), JsonValue.EMPTY_JSON_OBJECT));
            }
        }
        return blocks.build();
    }

    private static Optional<JsonObject> block(JsonObject part) {
        return switch (JsonMembers.text(part, "type").orElse("")) {
            case "text" -> Optional.of(text(JsonMembers.text(part, "text").orElse(""), part));
            case "refusal" -> JsonMembers.text(part, "refusal").map(words -> text(words, part));
            case "image_url" -> AnthropicMedia.image(part);
            case "file" -> AnthropicMedia.file(part);
            case "input_audio" -> Optional.empty(); // Claude hears nothing
            default -> Optional.of(part); // a block in Anthropic's own words
        };
    }

    /** A text block that is cached where {@code source} says so. */
    static JsonObject text(String words, JsonObject source) {
        return cached(JsonCodec.object().add("type", "text").add("text", words), source)
                .build();
    }

    static boolean isEmptyText(JsonValue block) {
        return block instanceof JsonObject object
                && JsonMembers.text(object, "type").orElse("").equals("text")
                && JsonMembers.text(object, "text").orElse("").isEmpty();
    }

    /** Takes a {@code cache_control} over, with its time to live. */
    static JsonObjectBuilder cached(JsonObjectBuilder block, JsonObject source) {
        JsonMembers.object(source, "cache_control").ifPresent(mark -> block.add("cache_control", mark));
        return block;
    }
}
