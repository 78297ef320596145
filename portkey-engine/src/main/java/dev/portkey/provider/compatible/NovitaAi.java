package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiRequests;

/** Novita AI (novita.ai/docs/api-reference). */
final class NovitaAi {
    private NovitaAi() {}

    static Provider provider() {
        return CompatibleProvider.at("novita-ai", "https://api.novita.ai/v3/openai", "/v1")
                .chat(chat -> chat.sending(OpenAiRequests.MAX_TOKENS_CHAT)
                        .editing(NullMembers::ofChoices)
                        .labelledChunks())
                .completions(completions -> completions.labelledChunks())
                .embeddings();
    }
}
