package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;

/** Monster API (developer.monsterapi.ai). It has sampling members of its own and no switch for streams. */
final class MonsterApi {
    private static final RequestMapping CHAT = RequestMapping.of(
            copy("model"),
            OpenAiRequests.systemForDeveloper(),
            copy("temperature").clampedTo(0, 1),
            copy("top_p").clampedTo(0, 1),
            copy("top_k").clampedTo(1, 20),
            copy("max_length").clampedTo(1, 2048),
            copy("repetition_penalty"),
            copy("beam_size"));

    private MonsterApi() {}

    static Provider provider() {
        return CompatibleProvider.at("monsterapi", "https://llm.monsterapi.ai/v1")
                .chat(chat -> chat.sending(CHAT));
    }
}
