package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Vectors that are the same for the same text and closer for texts that share words: each word has a pseudo-random
 * direction, a text is the sum of its words scaled to length one. Numbers as a list, or little-endian floats in base64.
 */
final class Embeddings {
    static final int DEFAULT_DIMENSIONS = 256;
    private static final int MAX_DIMENSIONS = 4096;

    private Embeddings() {}

    static JsonObject answer(JsonObject request) {
        int dimensions = Math.min(MAX_DIMENSIONS, Math.max(1, request.getInt("dimensions", DEFAULT_DIMENSIONS)));
        boolean base64 = request.getString("encoding_format", "float").equals("base64");
        JsonArrayBuilder data = JsonCodec.array();
        int index = 0;
        int tokens = 0;
        for (String text : texts(request.getOrDefault("input", JsonValue.NULL))) {
            float[] vector = vector(text, dimensions);
            data.add(JsonCodec.object()
                    .add("object", "embedding")
                    .add("index", index++)
                    .add("embedding", base64 ? JsonCodec.string(base64(vector)) : list(vector)));
            tokens += ChatAnswer.words(text).size();
        }
        return JsonCodec.object()
                .add("object", "list")
                .add("data", data)
                .add("model", request.getString("model", "sandbox"))
                .add("usage", JsonCodec.object().add("prompt_tokens", tokens).add("total_tokens", tokens))
                .build();
    }

    /** One text, several, or token numbers, which count as a text of their own. */
    private static List<String> texts(JsonValue input) {
        if (input instanceof JsonArray several
                && !several.isEmpty()
                && several.get(0).getValueType() != JsonValue.ValueType.NUMBER) {
            return several.stream().map(Embeddings::text).toList();
        }
        return List.of(text(input));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    static float[] vector(String text, int dimensions) {
        float[] sum = new float[dimensions];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            Random direction = new Random(word.hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += (float) direction.nextGaussian();
            }
        }
        double square = 0;
        for (float x : sum) {
            square += x * x;
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int i = 0; i < dimensions; i++) {
            sum[i] *= scale;
        }
        return sum;
    }

    private static JsonValue list(float[] vector) {
        JsonArrayBuilder list = JsonCodec.array();
        for (float x : vector) {
            list.add(JsonCodec.number((double) x));
        }
        return list.build();
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
