package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;

/** xAI (docs.x.ai/docs/api-reference). Replies and errors are its own words; strict calls do not search. */
final class XAi {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT;
    private static final RequestMapping STRICT_CHAT = CHAT.dropping("search_parameters");

    private XAi() {}

    static Provider provider() {
        return CompatibleProvider.at("x-ai", "https://api.x.ai/v1")
                .chat(chat -> inItsOwnWords(chat.sending(STRICT_CHAT, CHAT)))
                .completions(XAi::inItsOwnWords)
                .embeddings(XAi::inItsOwnWords)
                .images(XAi::inItsOwnWords)
                .responses();
    }

    private static OpenAiOperation inItsOwnWords(OpenAiOperation operation) {
        return operation.unedited().withoutErrorPrefix();
    }
}
