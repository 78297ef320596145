package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;

/** DeepInfra (deepinfra.com/docs/openai_api). Its ping lines are comments. Strict calls send neither tools nor formats. */
final class DeepInfra {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT
            .without("max_tokens")
            .with(
                    copy("max_tokens").atLeast(1),
                    copy("max_completion_tokens").atLeast(1).as("max_tokens"),
                    copy("n").clampedTo(1, 1));

    private static final RequestMapping STRICT_CHAT = CHAT.dropping(
            "parallel_tool_calls", "repetition_penalty", "response_format", "tool_choice", "tools", "top_k", "user");

    private DeepInfra() {}

    static Provider provider() {
        return CompatibleProvider.at("deepinfra", "https://api.deepinfra.com/v1/openai")
                .chat(chat -> chat.sending(STRICT_CHAT, CHAT)
                        .labelledChunks()
                        .editingBoth(Omissions.whenStrict("usage.estimated_cost")))
                .completions()
                .embeddings()
                .images()
                .speech()
                .transcriptions();
    }
}
