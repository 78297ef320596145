package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The sandbox's answer to a chat, whole or as chunks. A word counts as a token.
 *
 * @param created seconds since 1970
 */
record ChatAnswer(
        ChatRequest request, String id, long created, List<String> words, JsonArray toolCalls, String finishReason) {
    /** Answers {@code request}, which has at least one message. */
    static ChatAnswer to(ChatRequest request, String id, long created) {
        JsonArray calls = toolCalls(request.calledFunctions(), id);
        if (!calls.isEmpty()) {
            return new ChatAnswer(request, id, created, List.of(), calls, "tool_calls");
        }
        List<String> words = words(request.answer());
        if (words.size() > request.maxTokens()) {
            return new ChatAnswer(request, id, created, words.subList(0, request.maxTokens()), calls, "length");
        }
        return new ChatAnswer(request, id, created, words, calls, "stop");
    }

    private static JsonArray toolCalls(List<JsonObject> functions, String id) {
        JsonArrayBuilder calls = JsonCodec.array();
        for (int i = 0; i < functions.size(); i++) {
            JsonObject function = functions.get(i);
            JsonObject parameters =
                    function.get("parameters") instanceof JsonObject schema ? schema : JsonValue.EMPTY_JSON_OBJECT;
            calls.add(JsonCodec.object()
                    .add("id", "call_" + id + '_' + i)
                    .add("type", "function")
                    .add(
                            "function",
                            JsonCodec.object()
                                    .add("name", function.getString("name", ""))
                                    .add("arguments", arguments(parameters))));
        }
        return calls.build();
    }

    private static String arguments(JsonObject parameters) {
        return parameters.isEmpty() ? "{}" : JsonCodec.text(ExampleValue.of(parameters));
    }

    /** Each word with the blank before it, so that they join to the text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int blank = text.indexOf(' ', 1); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            words.add(text.substring(start, blank));
            start = blank;
        }
        words.add(text.substring(start));
        return words;
    }

    JsonObject whole() {
        JsonArrayBuilder choices = JsonCodec.array();
        for (int i = 0; i < request.choices(); i++) {
            JsonObjectBuilder message = JsonCodec.object().add("role", "assistant");
            if (toolCalls.isEmpty()) {
                message.add("content", String.join("", words));
            } else {
                message.addNull("content").add("tool_calls", toolCalls);
            }
            choices.add(JsonCodec.object()
                    .add("index", i)
                    .add("message", message.addNull("refusal"))
                    .addNull("logprobs")
                    .add("finish_reason", finishReason));
        }
        return frame("chat.completion", choices).add("usage", usage()).build();
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int i = 0; i < request.choices(); i++) {
            chunks.add(chunk(i, JsonCodec.object().add("role", "assistant").add("content", ""), JsonValue.NULL));
            for (String word : words) {
                chunks.add(chunk(i, JsonCodec.object().add("content", word), JsonValue.NULL));
            }
            for (int call = 0; call < toolCalls.size(); call++) {
                addToolCall(chunks, i, call);
            }
            chunks.add(chunk(i, JsonCodec.object(), JsonCodec.string(finishReason)));
        }
        if (request.includeUsage()) {
            chunks.add(frame("chat.completion.chunk", JsonCodec.array())
                    .add("usage", usage())
                    .build());
        }
        return chunks;
    }

    /** The name first, then the arguments in two parts, as real models send them. */
    private void addToolCall(List<JsonObject> chunks, int choice, int index) {
        JsonObject call = toolCalls.getJsonObject(index);
        JsonObject function = call.getJsonObject("function");
        String arguments = function.getString("arguments");
        int middle = arguments.length() / 2;
        chunks.add(toolDelta(
                choice,
                JsonCodec.object(call)
                        .add("index", index)
                        .add(
                                "function",
                                JsonCodec.object()
                                        .add("name", function.getString("name"))
                                        .add("arguments", ""))));
        for (String part : List.of(arguments.substring(0, middle), arguments.substring(middle))) {
            chunks.add(toolDelta(
                    choice,
                    JsonCodec.object()
                            .add("index", index)
                            .add("function", JsonCodec.object().add("arguments", part))));
        }
    }

    private JsonObject toolDelta(int choice, JsonObjectBuilder call) {
        return chunk(
                choice, JsonCodec.object().add("tool_calls", JsonCodec.array().add(call)), JsonValue.NULL);
    }

    private JsonObject chunk(int choice, JsonObjectBuilder delta, JsonValue finish) {
        JsonObjectBuilder chunk = frame(
                "chat.completion.chunk",
                JsonCodec.array()
                        .add(JsonCodec.object()
                                .add("index", choice)
                                .add("delta", delta)
                                .addNull("logprobs")
                                .add("finish_reason", finish)));
        if (request.includeUsage()) {
            chunk.addNull("usage");
        }
        return chunk.build();
    }

    private JsonObjectBuilder frame(String object, JsonArrayBuilder choices) {
        return JsonCodec.object()
                .add("id", "chatcmpl-" + id)
                .add("object", object)
                .add("created", created)
                .add("model", request.model())
                .add("system_fingerprint", "fp_sandbox")
                .add("choices", choices);
    }

    private JsonObject usage() {
        int answered = request.choices() * Math.max(words.size(), toolCalls.size());
        return Usage.of(words(request.conversation()).size(), answered);
    }
}
