package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of a chat completion request that the sandbox looks at. */
record ChatRequest(JsonObject body) {
    String model() {
        return body.getString("model", "sandbox");
    }

    boolean stream() {
        return body.getBoolean("stream", false);
    }

    boolean includeUsage() {
        return body.get("stream_options") instanceof JsonObject options && options.getBoolean("include_usage", false);
    }

    int choices() {
        return Math.min(8, Math.max(1, body.getInt("n", 1)));
    }

    /** Largest number of tokens of the answer. */
    int maxTokens() {
        return body.getInt("max_completion_tokens", body.getInt("max_tokens", Integer.MAX_VALUE));
    }

    List<JsonObject> messages() {
        return body.get("messages") instanceof JsonArray messages
                ? messages.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }

    /** All that was said, for counting. */
    String conversation() {
        return messages().stream().map(ChatRequest::text).collect(Collectors.joining(" "));
    }

    private static String text(JsonObject message) {
        JsonValue content = message.getOrDefault("content", JsonValue.NULL);
        if (content instanceof JsonArray parts) {
            return parts.stream()
                    .filter(part -> part instanceof JsonObject object && object.containsKey("text"))
                    .map(part -> part.asJsonObject().getString("text", ""))
                    .collect(Collectors.joining(" "));
        }
        return content instanceof JsonString text ? text.getString() : "";
    }

    /**
     * What the sandbox says: what a tool answered, an example of the wanted schema, or what it was told.
     */
    String answer() {
        List<JsonObject> messages = messages();
        JsonObject last = messages.get(messages.size() - 1);
        if (body.get("response_format") instanceof JsonObject format) {
            String type = format.getString("type", "text");
            if (type.equals("json_schema") && format.get("json_schema") instanceof JsonObject wanted) {
                return JsonCodec.text(ExampleValue.of(
                        wanted.get("schema") instanceof JsonObject schema ? schema : JsonValue.EMPTY_JSON_OBJECT));
            } else if (type.equals("json_object")) {
                return JsonCodec.text(
                        JsonCodec.object().add("you_said", text(last)).build());
            }
        }
        return last.getString("role", "user").equals("tool")
                ? "The tool answered: " + text(last)
                : "This is the sandbox; no model was asked. You said: " + text(last);
    }

    /** The functions to call: those the last message names, or the one that {@code tool_choice} demands. */
    List<JsonObject> calledFunctions() {
        List<JsonObject> messages = messages();
        JsonObject last = messages.get(messages.size() - 1);
        if (!last.getString("role", "user").equals("user")) {
            return List.of();
        }
        List<JsonObject> functions = functions();
        String choice = toolChoice();
        String said = text(last).toLowerCase(Locale.ROOT);
        List<JsonObject> called = new ArrayList<>();
        for (JsonObject function : functions) {
            String name = function.getString("name", "");
            boolean named = said.contains(name.toLowerCase(Locale.ROOT)) && !choice.equals("none");
            if (choice.equals("function " + name) || named) {
                called.add(function);
            }
        }
        if (called.isEmpty() && choice.equals("required") && !functions.isEmpty()) {
            called.add(functions.get(0));
        }
        return body.getBoolean("parallel_tool_calls", true) || called.isEmpty() ? called : called.subList(0, 1);
    }

    private List<JsonObject> functions() {
        List<JsonObject> functions = new ArrayList<>();
        if (body.get("tools") instanceof JsonArray tools) {
            for (JsonValue tool : tools) {
                if (tool instanceof JsonObject object && object.get("function") instanceof JsonObject function) {
                    functions.add(function);
                }
            }
        }
        return functions;
    }

    private String toolChoice() {
        JsonValue choice = body.getOrDefault("tool_choice", JsonValue.NULL);
        if (choice instanceof JsonObject object && object.get("function") instanceof JsonObject function) {
            return "function " + function.getString("name", "");
        }
        return choice instanceof JsonString text ? text.getString() : "auto";
    }
}
