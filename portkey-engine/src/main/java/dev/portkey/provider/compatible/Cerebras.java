package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;

/** Cerebras (inference-docs.cerebras.ai/resources/openai). It answers these members with 400. */
final class Cerebras {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT.dropping(
            "frequency_penalty", "logit_bias", "logprobs", "parallel_tool_calls", "presence_penalty", "service_tier");

    private Cerebras() {}

    static Provider provider() {
        return CompatibleProvider.at("cerebras", "https://api.cerebras.ai/v1")
                .chat(chat -> chat.sending(CHAT))
                .completions();
    }
}
