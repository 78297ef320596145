package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.FILE_LIST;
import static dev.portkey.provider.Endpoint.IMAGE_GENERATION;
import static dev.portkey.translate.Field.copy;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.FloatEmbeddings;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Fireworks (docs.fireworks.ai/api-reference). Inference and administration are at two base URLs; the datasets of the latter
 * are the files of OpenAI.
 */
final class FireworksAi {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT
            .without("max_tokens")
            .with(
                    copy("max_tokens").atLeast(1),
                    copy("max_completion_tokens").atLeast(1).as("max_tokens"),
                    copy("top_k").clampedTo(1, 128),
                    copy("n").clampedTo(1, 128));

    private static final RequestMapping STRICT_CHAT =
            CHAT.dropping("parallel_tool_calls", "stream_options", "tool_choice");

    private FireworksAi() {}

    static Provider provider() {
        return CompatibleProvider.at("fireworks-ai", "https://api.fireworks.ai/inference/v1")
                .chat(chat -> chat.sending(STRICT_CHAT, CHAT).labelledChunks().readingErrors(FireworksAi::error))
                .completions(completions -> completions.labelledChunks().readingErrors(FireworksAi::error))
                .embeddings(embeddings -> embeddings
                        .sending(OpenAiRequests.UNCHANGED.dropping("encoding_format"))
                        .editing(FloatEmbeddings::asAskedFor)
                        .readingErrors(FireworksAi::error))
                .serving(IMAGE_GENERATION, new FireworksImages())
                .serving(FILE_LIST, FireworksDatasets.list());
    }

    /** Besides OpenAI's: {@code {"fault":{"faultstring","detail":{"errorcode"}}}} of the API gateway in front. */
    static ProviderError error(int status, byte[] body) {
        return fault(body)
                .map(fault -> new ProviderError(
                        JsonMembers.text(fault, "faultstring").orElse("no message"),
                        Optional.empty(),
                        Optional.empty(),
                        JsonMembers.object(fault, "detail").flatMap(detail -> JsonMembers.text(detail, "errorcode"))))
                .orElseGet(() -> OpenAiErrors.read(status, body));
    }

    private static Optional<JsonObject> fault(byte[] body) {
        try {
            JsonValue json = JsonCodec.parse(body);
            return json instanceof JsonObject object ? JsonMembers.object(object, "fault") : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
