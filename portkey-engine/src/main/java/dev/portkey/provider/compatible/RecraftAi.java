package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiRequests;

/** Recraft (recraft.ai/docs): images in OpenAI's shape with styles of its own. At most six at a time. */
final class RecraftAi {
    private RecraftAi() {}

    static Provider provider() {
        return CompatibleProvider.at("recraft-ai", "https://external.api.recraft.ai/v1")
                .images(images ->
                        images.sending(OpenAiRequests.UNCHANGED.with(copy("n").clampedTo(1, 6))));
    }
}
