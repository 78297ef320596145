package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;

/** fal (docs.fal.ai): chat through its OpenAI-compatible router; models of its own through the proxy route. */
final class FalAi {
    private FalAi() {}

    static Provider provider() {
        return CompatibleProvider.at("fal-ai", "https://fal.run")
                .authorizedBy(call -> Keys.header(call, "authorization", "Key "))
                .chat(chat -> chat.below("/openrouter/router/openai/v1"));
    }
}
