package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Perplexity (docs.perplexity.ai/api-reference). Its streams end without {@code [DONE]} and repeat sources and usage in every
 * chunk. Sources reach only clients that do without strict compliance.
 */
final class PerplexityAi {
    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT
            .without("messages")
            .with(
                    derive("messages", PerplexityTurns::alternating),
                    copy("temperature").clampedTo(0, 1.99),
                    copy("top_k").clampedTo(0, 2048),
                    copy("n").clampedTo(1, 1))
            .dropping("stream_options");

    /** Perplexity's own members around the answer. */
    private static final String[] SOURCES = {"citations", "search_results", "images", "related_questions", "videos"};

    private static final String[] COUNTS = {
        "usage.citation_tokens",
        "usage.cost",
        "usage.num_search_queries",
        "usage.reasoning_tokens",
        "usage.search_context_size"
    };

    private PerplexityAi() {}

    static Provider provider() {
        return CompatibleProvider.at("perplexity-ai", "https://api.perplexity.ai")
                .chat(chat -> chat.sending(CHAT)
                        .editing(call -> PerplexityAi::withReasoningTokens)
                        .editing(Omissions.whenStrict(SOURCES))
                        .editing(Omissions.whenStrict(COUNTS))
                        .editing(call -> Omissions.always("choices.delta"))
                        .editing(PerplexityAi::logprobs)
                        .editingChunks(call -> Omissions.always("choices.message"))
                        .editingChunks(Omissions.whenStrict(SOURCES))
                        .editingChunks(call -> PerplexityAi::usageAtTheEnd)
                        .editingChunks(Omissions.whenStrict(COUNTS))
                        .labelledChunks());
    }

    /** OpenAI counts the tokens of thoughts among the details. */
    private static JsonBody withReasoningTokens(JsonBody reply) {
        Optional<JsonObject> usage = JsonMembers.object(reply.tree(), "usage");
        Optional<Long> tokens = usage.flatMap(counts -> JsonMembers.integer(counts, "reasoning_tokens"));
        if (tokens.isEmpty()) {
            return reply;
        }
        JsonObject details =
                JsonCodec.object().add("reasoning_tokens", tokens.get()).build();
        return reply.with(
                "usage",
                JsonCodec.object(usage.get())
                        .add("completion_tokens_details", details)
                        .build());
    }

    private static BodyEdit logprobs(ProviderCall call) {
        return call.strict()
                ? Choices.each(choice -> choice.containsKey("logprobs")
                        ? choice
                        : JsonCodec.object(choice).addNull("logprobs").build())
                : BodyEdit.NONE;
    }

    /** Every chunk tells the usage so far; OpenAI's clients add up what they are told. */
    private static JsonBody usageAtTheEnd(JsonBody chunk) {
        boolean last = JsonMembers.array(chunk.tree(), "choices").stream()
                .allMatch(choices -> choices.isEmpty() || choices.stream().anyMatch(PerplexityAi::isFinished));
        return last ? withReasoningTokens(chunk) : chunk.without("usage");
    }

    private static boolean isFinished(JsonValue choice) {
        return choice instanceof JsonObject object
                && JsonMembers.text(object, "finish_reason").isPresent();
    }
}
