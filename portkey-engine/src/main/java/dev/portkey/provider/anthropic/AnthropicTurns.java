package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.array;
import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The conversation in Anthropic's turns, without the system messages. Turns of the same role may follow each other: the
 * API joins them. Confined to one translation.
 */
final class AnthropicTurns {
    private final JsonArrayBuilder turns = JsonCodec.array();
    private int legacyCalls;

    private AnthropicTurns() {}

    /** For {@code messages}; something that is no list is left for the provider to refuse. */
    static Optional<JsonValue> of(JsonObject request) {
        if (!(request.get("messages") instanceof JsonArray messages)) {
            return Optional.ofNullable(request.get("messages"));
        }
        var turns = new AnthropicTurns();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message) {
                turns.add(message, "messages[" + i + "]");
            } else {
                turns.turns.add(messages.get(i));
            }
        }
        return Optional.of(turns.turns.build());
    }

    private void add(JsonObject message, String place) {
        String role = text(message, "role").orElse("");
        switch (role) {
            case "system", "developer" -> {} // hoisted into the system member
            case "assistant" -> addAssistant(message, place);
            case "tool" ->
                addResult(message, toolId(text(message, "tool_call_id").orElse("")));
            case "function" -> addResult(message, legacyId(legacyCalls));
            default -> addOther(role, message);
        }
    }

    private void addOther(String role, JsonObject message) {
        JsonObjectBuilder turn = JsonCodec.object().add("role", role);
        content(message).ifPresent(content -> turn.add("content", content));
        turns.add(turn);
    }

    /** Text stays a string unless it carries a cache mark, which only a block can hold. */
    private static Optional<JsonValue> content(JsonObject message) {
        JsonValue content = message.get("content");
        if (content instanceof JsonArray parts) {
            return Optional.of(AnthropicContent.blocks(parts));
        }
        if (content instanceof JsonString words
                && object(message, "cache_control").isPresent()) {
            return Optional.of(JsonCodec.array()
                    .add(AnthropicContent.text(words.getString(), message))
                    .build());
        }
        return Optional.ofNullable(content).filter(value -> value != JsonValue.NULL);
    }

    private void addResult(JsonObject message, String callId) {
        JsonObjectBuilder result = JsonCodec.object().add("type", "tool_result").add("tool_use_id", callId);
        JsonValue content = message.get("content");
        if (content instanceof JsonArray parts) {
            result.add("content", AnthropicContent.blocks(parts));
        } else if (content instanceof JsonString) {
            result.add("content", content);
        }
        JsonObject block = AnthropicContent.cached(result, message).build();
        turns.add(JsonCodec.object()
                .add("role", "user")
                .add("content", JsonCodec.array().add(block)));
    }

    /** A turn without a single block would be refused, and says nothing. */
    private void addAssistant(JsonObject message, String place) {
        JsonArrayBuilder blocks = JsonCodec.array();
        array(message, "content_blocks")
                .ifPresentOrElse(said -> addSaid(said, blocks), () -> addContent(message, blocks));
        JsonArray calls = array(message, "tool_calls").orElse(JsonValue.EMPTY_JSON_ARRAY);
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i) instanceof JsonObject call) {
                blocks.add(toolUse(call, place + ".tool_calls[" + i + "].function"));
            }
        }
        object(message, "function_call")
                .ifPresent(call -> blocks.add(toolUse(legacyId(++legacyCalls), call, place + ".function_call")
                        .build()));
        JsonArray built = blocks.build();
        if (!built.isEmpty()) {
            turns.add(JsonCodec.object().add("role", "assistant").add("content", built));
        }
    }

    /** What a not strict reply said in blocks comes back as it went out, thoughts with their signatures included. */
    private static void addSaid(JsonArray blocks, JsonArrayBuilder out) {
        for (JsonValue block : blocks) {
            boolean call = block instanceof JsonObject object
                    && text(object, "type").orElse("").equals("tool_use");
            if (!call) {
                out.add(block);
            }
        }
    }

    private static void addContent(JsonObject message, JsonArrayBuilder out) {
        JsonValue content = message.get("content");
        if (content instanceof JsonString words && !words.getString().isEmpty()) {
            out.add(AnthropicContent.text(words.getString(), message));
        } else if (content instanceof JsonArray parts) {
            AnthropicContent.blocks(parts).stream()
                    .filter(block -> !AnthropicContent.isEmptyText(block))
                    .forEach(out::add);
        }
    }

    private static JsonObject toolUse(JsonObject call, String place) {
        JsonObject function = object(call, "function").orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObjectBuilder block = toolUse(toolId(text(call, "id").orElse("")), function, place);
        return AnthropicContent.cached(block, call).build();
    }

    private static JsonObjectBuilder toolUse(String id, JsonObject function, String place) {
        return JsonCodec.object()
                .add("type", "tool_use")
                .add("id", id)
                .add("name", text(function, "name").orElse(""))
                .add("input", input(text(function, "arguments").orElse(""), place + ".arguments"));
    }

    /** Models without arguments to give write nothing, or null. */
    private static JsonValue input(String arguments, String place) {
        if (arguments.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try {
            JsonValue input = JsonCodec.parse(arguments);
            return input == JsonValue.NULL ? JsonValue.EMPTY_JSON_OBJECT : input;
        } catch (JsonSyntaxException e) {
            throw GatewayException.at(
                    place, ErrorCode.INVALID_REQUEST, place + " must be a string that holds a JSON object.");
        }
    }

    /** Ids made by other providers may hold characters that Anthropic refuses; call and result are rewritten alike. */
    private static String toolId(String id) {
        return id.replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    /** Calls of the old function style have no id and are answered one at a time. */
    private static String legacyId(int number) {
        return "function_call_" + number;
    }
}
