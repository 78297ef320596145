package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.array;
import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Whether and which tools must be used; at Anthropic it also says whether several may be used at once. */
final class AnthropicToolChoice {
    private AnthropicToolChoice() {}

    /** For {@code tool_choice}, from {@code tool_choice}, {@code function_call} and {@code parallel_tool_calls}. */
    static Optional<JsonValue> of(JsonObject request) {
        Optional<JsonObject> choice = chosen(request);
        boolean oneAtATime = request.get("parallel_tool_calls") == JsonValue.FALSE && AnthropicTools.any(request);
        if (!oneAtATime || choice.filter(made -> isOfType(made, "none")).isPresent()) {
            return choice.map(made -> made);
        }
        return Optional.of(JsonCodec.object(choice.orElseGet(() -> ofType("auto")))
                .add("disable_parallel_tool_use", true)
                .build());
    }

    /** Whether some tool must be used, which leaves no room for thinking first. */
    static boolean forces(JsonObject request) {
        return chosen(request)
                .filter(made -> isOfType(made, "any") || isOfType(made, "tool"))
                .isPresent();
    }

    /** Whether a tool is among the {@code allowed_tools}, which Anthropic cannot say other than by leaving the rest out. */
    static boolean allows(JsonObject request, JsonObject tool) {
        Optional<JsonArray> allowed = object(request, "tool_choice")
                .flatMap(choice -> object(choice, "allowed_tools"))
                .flatMap(choice -> array(choice, "tools"));
        return allowed.isEmpty()
                || allowed.get().stream().anyMatch(value -> value instanceof JsonObject object && named(object, tool));
    }

    private static boolean named(JsonObject allowed, JsonObject tool) {
        Optional<String> name = object(allowed, "function").flatMap(function -> text(function, "name"));
        return name.equals(object(tool, "function").flatMap(function -> text(function, "name")));
    }

    private static Optional<JsonObject> chosen(JsonObject request) {
        JsonValue choice = request.getOrDefault("tool_choice", JsonValue.NULL);
        if (choice instanceof JsonString word) {
            return mode(word.getString());
        }
        if (choice instanceof JsonObject object) {
            return choice(object);
        }
        return legacy(request.getOrDefault("function_call", JsonValue.NULL));
    }

    private static Optional<JsonObject> mode(String word) {
        return switch (word) {
            case "auto", "none" -> Optional.of(ofType(word));
            case "required" -> Optional.of(ofType("any"));
            default -> Optional.empty();
        };
    }

    private static Optional<JsonObject> choice(JsonObject choice) {
        return switch (text(choice, "type").orElse("")) {
            case "function" -> object(choice, "function").flatMap(AnthropicToolChoice::tool);
            case "allowed_tools" ->
                object(choice, "allowed_tools")
                        .flatMap(allowed -> text(allowed, "mode"))
                        .flatMap(AnthropicToolChoice::mode);
            case "auto", "any", "tool", "none" -> Optional.of(choice); // Anthropic's own words
            default -> Optional.empty();
        };
    }

    private static Optional<JsonObject> legacy(JsonValue choice) {
        if (choice instanceof JsonString word) {
            return mode(word.getString());
        }
        return choice instanceof JsonObject function ? tool(function) : Optional.empty();
    }

    private static Optional<JsonObject> tool(JsonObject function) {
        return text(function, "name")
                .map(name ->
                        JsonCodec.object().add("type", "tool").add("name", name).build());
    }

    private static boolean isOfType(JsonObject choice, String type) {
        return text(choice, "type").orElse("").equals(type);
    }

    private static JsonObject ofType(String type) {
        return JsonCodec.object().add("type", type).build();
    }
}
