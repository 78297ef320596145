package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.translate.ProviderError;
import java.util.Optional;

/** Anyscale Endpoints (docs.anyscale.com), closed to the public since August 2024. Its error codes are no OpenAI codes. */
final class Anyscale {
    private Anyscale() {}

    static Provider provider() {
        return CompatibleProvider.at("anyscale", "https://api.endpoints.anyscale.com/v1")
                .chat(chat -> answers(chat).labelledChunks())
                .completions(completions -> answers(completions).labelledChunks())
                .embeddings(Anyscale::answers);
    }

    private static OpenAiOperation answers(OpenAiOperation operation) {
        return operation.readingErrors(Anyscale::error);
    }

    private static ProviderError error(int status, byte[] body) {
        ProviderError error = OpenAiErrors.read(status, body);
        return new ProviderError(error.message(), error.type(), error.param(), Optional.empty());
    }
}
