package dev.portkey.provider.compatible;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.FinishReasons;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * DeepSeek (api-docs.deepseek.com). Strict calls send no tools. {@code reasoning_content} is kept, because DeepSeek's own
 * clients read it.
 */
final class DeepSeek {
    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT;
    private static final RequestMapping STRICT_CHAT = CHAT.dropping("tools", "tool_choice", "parallel_tool_calls");

    private static final Map<String, String> FINISH_REASONS = Map.of("insufficient_system_resource", "stop");

    private DeepSeek() {}

    static Provider provider() {
        return CompatibleProvider.at("deepseek", "https://api.deepseek.com", "/v1")
                .chat(chat -> answers(chat.sending(STRICT_CHAT, CHAT))
                        .editing(Omissions.whenStrict("system_fingerprint"))
                        .editing(call -> Omissions.ofNull("choices.logprobs")));
    }

    private static OpenAiOperation answers(OpenAiOperation chat) {
        return chat.labelledChunks()
                .editingBoth(FinishReasons.mapped(FINISH_REASONS))
                .editingBoth(DeepSeek::usage);
    }

    /** Strict clients get OpenAI's counters alone, and the details where they say something. */
    private static BodyEdit usage(ProviderCall call) {
        return call.strict() ? DeepSeek::openAiUsage : BodyEdit.NONE;
    }

    private static JsonBody openAiUsage(JsonBody body) {
        if (!body.has("usage")) {
            return body;
        }
        Optional<JsonObject> usage = JsonMembers.object(body.tree(), "usage");
        return usage.map(counts -> body.with("usage", openAiUsage(counts))).orElse(body);
    }

    private static JsonObject openAiUsage(JsonObject usage) {
        var counters = JsonCodec.object();
        for (String name : new String[] {"prompt_tokens", "completion_tokens", "total_tokens"}) {
            Optional.ofNullable(usage.get(name)).ifPresent(count -> counters.add(name, count));
        }
        positive(usage, "prompt_cache_hit_tokens")
                .ifPresent(cached ->
                        counters.add("prompt_tokens_details", JsonCodec.object().add("cached_tokens", cached)));
        JsonMembers.object(usage, "completion_tokens_details")
                .filter(details -> positive(details, "reasoning_tokens").isPresent())
                .ifPresent(details -> counters.add("completion_tokens_details", details));
        return counters.build();
    }

    private static Optional<Long> positive(JsonObject object, String name) {
        return JsonMembers.integer(object, name).filter(count -> count > 0);
    }
}
