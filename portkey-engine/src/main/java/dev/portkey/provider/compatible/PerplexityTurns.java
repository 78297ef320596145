package dev.portkey.provider.compatible;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.openai.Messages;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages as Perplexity accepts them: all of the system in one at the start, then user and assistant in turns. Neighbours of
 * one role become one message, with a blank line between their texts.
 */
final class PerplexityTurns {
    private PerplexityTurns() {}

    static Optional<JsonValue> alternating(JsonObject body) {
        JsonValue messages = body.get("messages");
        if (messages == null || messages.getValueType() != JsonValue.ValueType.ARRAY) {
            return Optional.ofNullable(messages);
        }
        List<JsonValue> system = new ArrayList<>();
        List<JsonValue> turns = new ArrayList<>();
        for (JsonValue message : messages.asJsonArray()) {
            JsonValue known = message instanceof JsonObject object ? Messages.systemForDeveloper(object) : message;
            append(known, role(known).equals("system") ? system : turns);
        }
        JsonArrayBuilder out = JsonCodec.array();
        system.forEach(out::add);
        turns.forEach(out::add);
        return Optional.of(out.build());
    }

    private static void append(JsonValue message, List<JsonValue> turns) {
        int last = turns.size() - 1;
        Optional<JsonObject> joined = last < 0 ? Optional.empty() : joined(turns.get(last), message);
        joined.ifPresentOrElse(both -> turns.set(last, both), () -> turns.add(message));
    }

    /** Both in one, where both are plain text of one role that must not follow itself. */
    private static Optional<JsonObject> joined(JsonValue before, JsonValue message) {
        String role = role(message);
        boolean joinable = !role.isEmpty() && !role.equals("tool") && role.equals(role(before)) && isText(before);
        if (!joinable || !isText(message)) {
            return Optional.empty();
        }
        String text = before.asJsonObject().getString("content") + "\n\n"
                + message.asJsonObject().getString("content");
        return Optional.of(
                JsonCodec.object(before.asJsonObject()).add("content", text).build());
    }

    private static boolean isText(JsonValue message) {
        JsonObject object = message.asJsonObject();
        return object.get("content") instanceof JsonString && !object.containsKey("tool_calls");
    }

    private static String role(JsonValue message) {
        return message instanceof JsonObject object
                ? JsonMembers.text(object, "role").orElse("")
                : "";
    }
}
