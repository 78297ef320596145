package dev.portkey.provider.compatible;

import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;

/** SambaNova (docs.sambanova.ai). Strict calls send no tools; strict streams name the role in every delta. */
final class SambaNova {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT;
    private static final RequestMapping STRICT_CHAT = CHAT.dropping("tools", "tool_choice", "parallel_tool_calls");

    private SambaNova() {}

    static Provider provider() {
        return CompatibleProvider.at("sambanova", "https://api.sambanova.ai", "/v1")
                .chat(chat -> chat.sending(STRICT_CHAT, CHAT)
                        .labelledChunks()
                        .editingChunks(SambaNova::role)
                        .relayingErrors())
                .embeddings()
                .transcriptions();
    }

    private static BodyEdit role(ProviderCall call) {
        return call.strict() ? Choices.deltas(SambaNova::withRole) : BodyEdit.NONE;
    }

    private static JsonObject withRole(JsonObject delta) {
        return delta.containsKey("role")
                ? delta
                : JsonCodec.object(delta).add("role", "assistant").build();
    }
}
