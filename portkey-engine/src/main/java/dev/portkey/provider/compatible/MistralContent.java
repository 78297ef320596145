package dev.portkey.provider.compatible;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The content of Mistral's reasoning models: a list of {@code text} and {@code thinking} parts where OpenAI has a text.
 * Strict clients get the text alone, others the thoughts as well, as {@code content_blocks}.
 */
final class MistralContent {
    private MistralContent() {}

    static BodyEdit ofMessages(ProviderCall call) {
        BodyEdit edit = Choices.messages(message -> flat(message, call.strict()));
        return body -> hasList(body) ? edit.apply(body) : body;
    }

    static BodyEdit ofDeltas(ProviderCall call) {
        BodyEdit edit = Choices.deltas(delta -> flat(delta, call.strict()));
        return body -> hasList(body) ? edit.apply(body) : body;
    }

    private static JsonObject flat(JsonObject message, boolean strict) {
        Optional<JsonArray> parts = JsonMembers.array(message, "content");
        if (parts.isEmpty()) {
            return message;
        }
        var flat = JsonCodec.object(message).add("content", text(parts.get()));
        if (!strict) {
            flat.add("content_blocks", blocks(parts.get()));
        }
        return flat.build();
    }

    private static String text(JsonArray parts) {
        return parts.stream()
                .filter(JsonObject.class::isInstance)
                .map(part -> JsonMembers.text(part.asJsonObject(), "text").orElse(""))
                .collect(Collectors.joining());
    }

    private static JsonArrayBuilder blocks(JsonArray parts) {
        JsonArrayBuilder blocks = JsonCodec.array();
        for (JsonObject part : parts.getValuesAs(JsonObject.class)) {
            Optional<JsonArray> thoughts = JsonMembers.array(part, "thinking");
            blocks.add(
                    thoughts.isEmpty()
                            ? part
                            : JsonCodec.object()
                                    .add("type", "thinking")
                                    .add("thinking", text(thoughts.get()))
                                    .build());
        }
        return blocks;
    }

    /** Most replies have a text there and need no tree. */
    private static boolean hasList(JsonBody body) {
        String json = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        return json.contains("\"content\":[") || json.contains("\"content\": [");
    }
}
