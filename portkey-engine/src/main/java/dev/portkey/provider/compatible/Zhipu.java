package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.FinishReasons;
import dev.portkey.provider.openai.FloatEmbeddings;
import dev.portkey.provider.openai.OpenAiRequests;
import java.util.Map;

/** Zhipu AI (open.bigmodel.cn/dev/api). Vectors come as numbers only. */
final class Zhipu {
    private static final Map<String, String> FINISH_REASONS =
            Map.of("sensitive", "content_filter", "network_error", "stop");

    private Zhipu() {}

    static Provider provider() {
        return CompatibleProvider.at("zhipu", "https://open.bigmodel.cn/api/paas/v4")
                .chat(chat -> chat.sending(OpenAiRequests.MAX_TOKENS_CHAT)
                        .labelledChunks()
                        .editingBoth(FinishReasons.mapped(FINISH_REASONS)))
                .embeddings(embeddings -> embeddings
                        .sending(OpenAiRequests.UNCHANGED.dropping("encoding_format"))
                        .unedited()
                        .editing(FloatEmbeddings::asAskedFor));
    }
}
