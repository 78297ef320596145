package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.array;
import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Tools as Anthropic declares them (docs: agents-and-tools/tool-use). */
final class AnthropicTools {
    /** Members of a function that Anthropic knows by the same name and keeps in the tool. */
    private static final List<String> SHARED = List.of("strict", "defer_loading", "allowed_callers", "input_examples");

    private AnthropicTools() {}

    /** For {@code tools}. */
    static Optional<JsonValue> declared(JsonObject request) {
        return array(request, "tools").map(tools -> {
            JsonArrayBuilder declared = JsonCodec.array();
            for (JsonValue tool : tools) {
                if (tool instanceof JsonObject object && AnthropicToolChoice.allows(request, object)) {
                    declared.add(tool(object));
                }
            }
            return declared.build();
        });
    }

    /** For {@code tools}, from the {@code functions} of old clients. */
    static Optional<JsonValue> declaredAsFunctions(JsonObject request) {
        return array(request, "functions").map(functions -> {
            JsonArrayBuilder declared = JsonCodec.array();
            functions.stream()
                    .filter(JsonObject.class::isInstance)
                    .forEach(function -> declared.add(function(function.asJsonObject(), JsonValue.EMPTY_JSON_OBJECT)));
            return declared.build();
        });
    }

    /** Whether the request brings tools at all; without them a choice is refused. */
    static boolean any(JsonObject request) {
        return !array(request, "tools")
                .or(() -> array(request, "functions"))
                .orElse(JsonValue.EMPTY_JSON_ARRAY)
                .isEmpty();
    }

    /**
     * Functions are rewritten. {@code {"type":"computer","computer":{"name":"computer_20250124",…}}} is a tool of
     * Anthropic's in OpenAI's manner of speaking. Everything else is one in Anthropic's own.
     */
    private static JsonObject tool(JsonObject tool) {
        String type = text(tool, "type").orElse("");
        Optional<JsonObject> inner = object(tool, type);
        if (inner.isEmpty()) {
            return tool;
        }
        return type.equals("function") ? function(inner.get(), tool) : builtIn(type, inner.get(), tool);
    }

    private static JsonObject function(JsonObject function, JsonObject tool) {
        JsonObjectBuilder declared = JsonCodec.object()
                .add("name", text(function, "name").orElse(""))
                .add("description", text(function, "description").orElse(""))
                .add("input_schema", schema(object(function, "parameters").orElse(JsonValue.EMPTY_JSON_OBJECT)));
        for (String name : SHARED) {
            AnthropicLimits.sent(function, name).ifPresent(value -> declared.add(name, value));
        }
        return AnthropicContent.cached(declared, tool).build();
    }

    /** The whole schema; what Anthropic wants to see at its root is added where it is missing. */
    private static JsonObject schema(JsonObject parameters) {
        JsonObjectBuilder schema = JsonCodec.object(parameters);
        addMissing(schema, parameters, "type", JsonCodec.string("object"));
        addMissing(schema, parameters, "properties", JsonValue.EMPTY_JSON_OBJECT);
        addMissing(schema, parameters, "required", JsonValue.EMPTY_JSON_ARRAY);
        addMissing(schema, parameters, "$defs", JsonValue.EMPTY_JSON_OBJECT);
        return schema.build();
    }

    private static void addMissing(JsonObjectBuilder schema, JsonObject parameters, String name, JsonValue value) {
        if (!parameters.containsKey(name)) {
            schema.add(name, value);
        }
    }

    private static JsonObject builtIn(String name, JsonObject options, JsonObject tool) {
        JsonObjectBuilder declared = JsonCodec.object(options).add("name", name);
        text(options, "name").ifPresent(type -> declared.add("type", type));
        return AnthropicContent.cached(declared, tool).build();
    }
}
