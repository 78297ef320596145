package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.CHAT_COMPLETION;
import static dev.portkey.provider.Endpoint.COMPLETION;
import static dev.portkey.provider.Endpoint.EMBEDDING;
import static dev.portkey.provider.Endpoint.IMAGE_EDIT;
import static dev.portkey.provider.Endpoint.IMAGE_GENERATION;
import static dev.portkey.provider.Endpoint.RESPONSE_CREATE;
import static dev.portkey.provider.Endpoint.SPEECH;
import static dev.portkey.provider.Endpoint.TRANSCRIPTION;
import static dev.portkey.provider.Endpoint.TRANSLATION;

import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Prefill;
import dev.portkey.provider.openai.OpenAiRequests;
import java.util.List;

/** Servers that people run themselves, found at the custom host, which ends in {@code /v1}. A key is sent where there is one. */
final class SelfHosted {
    private static final Endpoint[] ANYTHING = {
        CHAT_COMPLETION,
        COMPLETION,
        EMBEDDING,
        IMAGE_GENERATION,
        IMAGE_EDIT,
        SPEECH,
        TRANSCRIPTION,
        TRANSLATION,
        RESPONSE_CREATE
    };

    private SelfHosted() {}

    static List<CompatibleProvider> all() {
        return List.of(
                CompatibleProvider.selfHosted("localai")
                        .chat()
                        .completions()
                        .embeddings()
                        .images()
                        .speech()
                        .transcriptions(),
                CompatibleProvider.selfHosted("vllm")
                        .chat(chat -> chat.prefilledBy(Prefill.FINAL_MESSAGE))
                        .completions()
                        .embeddings()
                        .transcriptions()
                        .serving(TRANSLATION)
                        .responses(),
                passthrough());
    }

    /** Whatever it is, in its own words both ways. */
    private static CompatibleProvider passthrough() {
        CompatibleProvider provider =
                CompatibleProvider.selfHosted("passthrough").files().batches();
        for (Endpoint endpoint : ANYTHING) {
            provider = provider.serving(endpoint, operation -> operation
                    .sending(OpenAiRequests.UNCHANGED)
                    .unedited()
                    .replyingWith()
                    .relayingErrors());
        }
        return provider;
    }
}
