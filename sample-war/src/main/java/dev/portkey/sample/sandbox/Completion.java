package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The answer of the older completions endpoint, whole or as chunks. */
record Completion(JsonObject request, String id, long created) {
    private List<String> words() {
        JsonValue prompt = request.getOrDefault("prompt", JsonValue.NULL);
        if (prompt instanceof JsonArray several && !several.isEmpty()) {
            prompt = several.get(0);
        }
        String said = prompt instanceof JsonString text ? text.getString() : "";
        List<String> words = ChatAnswer.words("This is the sandbox; no model was asked. You said: " + said);
        return words.subList(0, Math.min(words.size(), request.getInt("max_tokens", Integer.MAX_VALUE)));
    }

    JsonObject whole() {
        List<String> words = words();
        return frame(String.join("", words), JsonCodec.string("stop"))
                .add("usage", Usage.of(words.size(), words.size()))
                .build();
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        words().forEach(word -> chunks.add(frame(word, JsonValue.NULL).build()));
        chunks.add(frame("", JsonCodec.string("stop")).build());
        return chunks;
    }

    private JsonObjectBuilder frame(String text, JsonValue finish) {
        return JsonCodec.object()
                .add("id", "cmpl-" + id)
                .add("object", "text_completion")
                .add("created", created)
                .add("model", request.getString("model", "sandbox"))
                .add(
                        "choices",
                        JsonCodec.array()
                                .add(JsonCodec.object()
                                        .add("text", text)
                                        .add("index", 0)
                                        .addNull("logprobs")
                                        .add("finish_reason", finish)));
    }
}
