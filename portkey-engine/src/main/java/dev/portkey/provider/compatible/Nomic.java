package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.FloatEmbeddings;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Nomic's text embeddings (docs.nomic.ai/reference/api/embed-text-v-1-embedding-text-post). */
final class Nomic {
    private static final RequestMapping EMBEDDING = RequestMapping.of(
            copy("model"),
            derive("input", Nomic::texts).as("texts"),
            copy("task_type"),
            copy("dimensions").as("dimensionality"),
            copy("long_text_mode"));

    private Nomic() {}

    static Provider provider() {
        return CompatibleProvider.at("nomic", "https://api-atlas.nomic.ai/v1").embeddings(embeddings -> embeddings
                .movedTo("/embedding/text")
                .sending(EMBEDDING)
                .replyingWith("embeddings")
                .editing(call -> Nomic::data)
                .editing(FloatEmbeddings::asAskedFor));
    }

    private static Optional<JsonValue> texts(JsonObject body) {
        JsonValue input = body.getOrDefault("input", JsonValue.NULL);
        return Optional.of(
                input instanceof JsonArray
                        ? input
                        : JsonCodec.array().add(input).build());
    }

    private static JsonBody data(JsonBody reply) {
        JsonArrayBuilder data = JsonCodec.array();
        int index = 0;
        for (JsonValue vector : JsonMembers.array(reply.tree(), "embeddings").orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            data.add(JsonCodec.object()
                    .add("object", "embedding")
                    .add("index", index++)
                    .add("embedding", vector));
        }
        return reply.without("embeddings")
                .with("object", JsonCodec.string("list"))
                .with("data", data.build());
    }
}
