package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.ProviderCall;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;

/**
 * Embeddings of providers that answer in numbers only. OpenAI's clients ask for base64 unless told otherwise, so that is
 * made here: the vector as little-endian 32-bit floats.
 */
public final class FloatEmbeddings {
    private FloatEmbeddings() {}

    /** Encodes the vectors of a reply where the client asked for {@code encoding_format: base64}. */
    public static BodyEdit asAskedFor(ProviderCall call) {
        boolean base64 =
                call.json().string("encoding_format").filter("base64"::equals).isPresent();
        return base64 ? FloatEmbeddings::encoded : BodyEdit.NONE;
    }

    private static JsonBody encoded(JsonBody reply) {
        Optional<JsonArray> data = JsonMembers.array(reply.tree(), "data");
        if (data.isEmpty()) {
            return reply;
        }
        JsonArrayBuilder out = JsonCodec.array();
        data.get().forEach(item -> out.add(item instanceof JsonObject object ? encoded(object) : item));
        return reply.with("data", out.build());
    }

    private static JsonValue encoded(JsonObject item) {
        return JsonMembers.array(item, "embedding")
                .<JsonValue>map(vector ->
                        JsonCodec.object(item).add("embedding", base64(vector)).build())
                .orElse(item);
    }

    static String base64(JsonArray vector) {
        ByteBuffer floats = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonValue value : vector) {
            floats.putFloat(value instanceof JsonNumber number ? (float) number.doubleValue() : 0);
        }
        return Base64.getEncoder().encodeToString(floats.array());
    }
}
