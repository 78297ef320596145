package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Prefill;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.Choices;
import dev.portkey.provider.openai.FinishReasons;
import dev.portkey.provider.openai.FloatEmbeddings;
import dev.portkey.provider.openai.Messages;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import java.util.Map;

/**
 * Mistral (docs.mistral.ai/api). It refuses unknown members with 422, so the mapping is closed. Fill-in-the-middle is asked
 * for by the option {@code mistral_fim_completion}, or by a text completion.
 */
final class MistralAi {
    private static final RequestMapping CHAT = RequestMapping.of(
            copy("model"),
            Messages.each(MistralAi::message).unless(Messages.without("developer", "tool_call_id", "tool_calls")),
            copy("prompt"),
            copy("suffix"),
            copy("max_tokens").atLeast(1),
            copy("max_completion_tokens").atLeast(1).as("max_tokens"),
            copy("min_tokens"),
            copy("temperature").clampedTo(0, 1.5),
            copy("top_p").clampedTo(0, 1),
            copy("presence_penalty").clampedTo(-2, 2),
            copy("frequency_penalty").clampedTo(-2, 2),
            copy("n"),
            copy("stop"),
            copy("stream"),
            copy("seed").as("random_seed"),
            copy("safe_mode").as("safe_prompt"),
            copy("safe_prompt"),
            copy("tools"),
            Words.of("tool_choice", Map.of("required", "any")),
            copy("parallel_tool_calls"),
            copy("response_format"),
            copy("prediction"),
            copy("prompt_mode"),
            copy("reasoning_effort"),
            copy("document_image_limit"),
            copy("document_page_limit"),
            copy("metadata"));

    private static final RequestMapping EMBEDDING = RequestMapping.of(
            copy("model"), copy("input"), copy("dimensions").as("output_dimension"), copy("output_dtype"));

    private static final Map<String, String> FINISH_REASONS = Map.of("model_length", "length", "error", "stop");

    private MistralAi() {}

    static Provider provider() {
        return CompatibleProvider.at("mistral-ai", "https://api.mistral.ai/v1")
                .chat(chat -> finished(chat.movedTo(MistralAi::path)
                        .sending(CHAT)
                        .prefilledBy(Prefill.MARKED_MESSAGE)
                        .editing(MistralContent::ofMessages)
                        .editingChunks(MistralContent::ofDeltas)
                        .labelledChunks()))
                .completions(completions -> finished(
                                completions.movedTo("/fim/completions").sending(CHAT))
                        .editing(call -> Choices.each(choice -> textChoice(choice, "message"))
                                .then(MistralAi::asTextCompletion))
                        .editingChunks(call -> Choices.each(choice -> textChoice(choice, "delta"))
                                .then(MistralAi::asTextCompletion))
                        .labelledChunks())
                .embeddings(embeddings -> embeddings
                        .sending(EMBEDDING)
                        .editing(FloatEmbeddings::asAskedFor)
                        .editing(Omissions.whenStrict("id")))
                .transcriptions()
                .files();
    }

    private static String path(ProviderCall call) {
        boolean fillIn = call.target()
                .option("mistral_fim_completion")
                .filter("true"::equals)
                .isPresent();
        return fillIn ? "/fim/completions" : "/chat/completions";
    }

    private static JsonObject message(JsonObject message) {
        return MistralToolCallIds.repaired(Messages.systemForDeveloper(message));
    }

    private static OpenAiOperation finished(OpenAiOperation operation) {
        return operation.editingBoth(FinishReasons.mapped(FINISH_REASONS));
    }

    /** Fill-in-the-middle answers in the shape of a chat, whose text a completion has in {@code text}. */
    private static JsonObject textChoice(JsonObject choice, String source) {
        String text = JsonMembers.object(choice, source)
                .flatMap(message -> JsonMembers.text(message, "content"))
                .orElse("");
        return JsonCodec.object(choice).remove(source).add("text", text).build();
    }

    private static JsonBody asTextCompletion(JsonBody body) {
        return body.with("object", JsonCodec.string("text_completion"));
    }
}
