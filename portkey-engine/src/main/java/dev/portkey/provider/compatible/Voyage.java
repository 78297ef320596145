package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Voyage AI (docs.voyageai.com/reference/embeddings-api). The only encoding it knows by name is base64. */
final class Voyage {
    private static final RequestMapping EMBEDDING = RequestMapping.of(
            copy("model"),
            copy("input"),
            copy("input_type"),
            copy("truncation"),
            copy("dimensions").as("output_dimension"),
            copy("output_dtype"),
            derive("encoding_format", Voyage::encoding));

    private Voyage() {}

    static Provider provider() {
        return CompatibleProvider.at("voyage", "https://api.voyageai.com/v1").embeddings(embeddings -> embeddings
                .sending(EMBEDDING)
                .editing(call -> Voyage::promptTokens)
                .readingErrors(Voyage::error));
    }

    private static Optional<JsonValue> encoding(JsonObject body) {
        return JsonMembers.text(body, "encoding_format")
                .filter("base64"::equals)
                .map(JsonCodec::string);
    }

    /** Voyage counts in one number; all of it is the prompt. */
    private static JsonBody promptTokens(JsonBody reply) {
        return JsonMembers.object(reply.tree(), "usage")
                .filter(usage -> usage.containsKey("total_tokens") && !usage.containsKey("prompt_tokens"))
                .map(usage -> JsonCodec.object(usage)
                        .add("prompt_tokens", usage.get("total_tokens"))
                        .build())
                .map(usage -> reply.with("usage", usage))
                .orElse(reply);
    }

    private static ProviderError error(int status, byte[] body) {
        return OpenAiErrors.read(status, body).withType("Invalid Request");
    }
}
