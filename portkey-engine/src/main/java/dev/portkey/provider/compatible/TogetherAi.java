package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.IMAGE_GENERATION;
import static dev.portkey.translate.Field.copy;

import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.FinishReasons;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import java.util.Map;

/**
 * Together (docs.together.ai/reference). Strict calls are limited to 128 tokens unless they say otherwise and send the
 * repetition penalty under OpenAI's name for a related one; other calls send what the client sent.
 */
final class TogetherAi {
    private static final long DEFAULT_MAX_TOKENS = 128;

    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT;

    private static final RequestMapping STRICT_CHAT =
            strict(CHAT).dropping("n", "presence_penalty", "user", "parallel_tool_calls");

    private static final RequestMapping STRICT_COMPLETION = strict(OpenAiRequests.COMPLETION);

    private static final Map<String, String> FINISH_REASONS = Map.of("eos", "stop");

    private TogetherAi() {}

    static Provider provider() {
        return CompatibleProvider.at("together-ai", "https://api.together.xyz", "/v1")
                .chat(chat -> answers(chat.sending(STRICT_CHAT, CHAT)).editing(NullMembers::ofChoices))
                .completions(completions -> answers(completions.sending(STRICT_COMPLETION, OpenAiRequests.COMPLETION)))
                .embeddings()
                .serving(IMAGE_GENERATION, images -> images.sending(TogetherAi.images()))
                .speech()
                .transcriptions()
                .files()
                .batches();
    }

    private static RequestMapping strict(RequestMapping mapping) {
        return mapping.without("max_tokens", "max_completion_tokens", "frequency_penalty")
                .with(
                        copy("max_tokens").atLeast(1).orAlways(JsonCodec.number(DEFAULT_MAX_TOKENS)),
                        copy("max_completion_tokens").atLeast(1).as("max_tokens"),
                        copy("frequency_penalty").clampedTo(-2, 2).as("repetition_penalty"));
    }

    /** Together says {@code base64} where OpenAI says {@code b64_json}. */
    private static RequestMapping images() {
        return OpenAiRequests.IMAGE.with(Words.of("response_format", Map.of("b64_json", "base64")));
    }

    private static OpenAiOperation answers(OpenAiOperation operation) {
        return operation
                .labelledChunks()
                .editingBoth(FinishReasons.mapped(FINISH_REASONS))
                .editingBoth(Omissions.whenStrict("prompt", "choices.seed"));
    }
}
