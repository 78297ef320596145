package dev.portkey.provider.compatible;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Moonshot AI (platform.moonshot.cn/docs/api/chat). Strict calls know no tools; usage stands in the last choice of a stream. */
final class Moonshot {
    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT;
    private static final RequestMapping STRICT_CHAT = CHAT.dropping("tools", "tool_choice", "parallel_tool_calls");

    private Moonshot() {}

    static Provider provider() {
        return CompatibleProvider.at("moonshot", "https://api.moonshot.cn", "/v1")
                .chat(chat -> chat.sending(STRICT_CHAT, CHAT)
                        .labelledChunks()
                        .editing(Omissions.whenStrict("choices.message.tool_calls"))
                        .editingChunks(call -> Moonshot::usageOnTop))
                .files();
    }

    private static JsonBody usageOnTop(JsonBody chunk) {
        if (chunk.has("usage")) {
            return chunk;
        }
        Optional<JsonObject> usage = JsonMembers.array(chunk.tree(), "choices")
                .filter(choices -> !choices.isEmpty() && choices.get(0) instanceof JsonObject)
                .flatMap(choices -> JsonMembers.object(choices.getJsonObject(0), "usage"));
        return usage.map(
                        counts -> Omissions.always("choices.usage").apply(chunk).with("usage", counts))
                .orElse(chunk);
    }
}
