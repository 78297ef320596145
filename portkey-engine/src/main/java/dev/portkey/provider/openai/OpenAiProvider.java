package dev.portkey.provider.openai;

import static dev.portkey.provider.openai.OpenAiOperation.at;
import static dev.portkey.provider.openai.OpenAiOperation.atClientPath;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Prefill;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** OpenAI itself: the client's dialect, so nearly everything is relayed (platform.openai.com/docs/api-reference). */
public final class OpenAiProvider implements Provider {
    private static final Map<Endpoint, Operation> OPERATIONS = operations();

    private static Map<Endpoint, Operation> operations() {
        Map<Endpoint, Operation> operations = new EnumMap<>(Endpoint.class);
        operations.put(
                Endpoint.CHAT_COMPLETION,
                at("/chat/completions", OpenAiRequests.CHAT).replyingWith("choices"));
        operations.put(
                Endpoint.COMPLETION,
                at("/completions", OpenAiRequests.COMPLETION)
                        .replyingWith("choices")
                        .prefilledBy(Prefill.PROMPT));
        operations.put(
                Endpoint.EMBEDDING,
                at("/embeddings", OpenAiRequests.UNCHANGED).replyingWith("data").relayingErrors());
        operations.put(Endpoint.IMAGE_GENERATION, at("/images/generations", OpenAiRequests.IMAGE));
        operations.put(
                Endpoint.IMAGE_EDIT,
                at("/images/edits", OpenAiRequests.UNCHANGED).relayingErrors());
        operations.put(
                Endpoint.SPEECH, at("/audio/speech", OpenAiRequests.SPEECH).replyingWithAnything());
        operations.put(
                Endpoint.TRANSCRIPTION,
                at("/audio/transcriptions", OpenAiRequests.UNCHANGED).replyingWithAnything());
        operations.put(
                Endpoint.TRANSLATION,
                at("/audio/translations", OpenAiRequests.UNCHANGED).replyingWithAnything());
        operations.put(Endpoint.BATCH_CREATE, at("/batches", OpenAiRequests.BATCH));
        operations.put(
                Endpoint.RESPONSE_CREATE,
                at("/responses", OpenAiRequests.UNCHANGED).labelled());
        operations.put(
                Endpoint.RESPONSE_RETRIEVE,
                atClientPath(OpenAiRequests.UNCHANGED).labelled());
        operations.put(
                Endpoint.FILE_CONTENT, atClientPath(OpenAiRequests.UNCHANGED).replyingWithAnything());
        for (Endpoint endpoint : Endpoint.values()) {
            boolean servedHere = endpoint.dialect() != dev.portkey.provider.Dialect.ANTHROPIC
                    && endpoint != Endpoint.PROXY
                    && endpoint != Endpoint.BATCH_OUTPUT;
            if (servedHere) {
                operations.putIfAbsent(endpoint, atClientPath(OpenAiRequests.UNCHANGED));
            }
        }
        return operations;
    }

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public String baseUrl(Target target) {
        return "https://api.openai.com/v1";
    }

    @Override
    public Headers headers(ProviderCall call) {
        Target target = call.target();
        Headers.Builder headers = Headers.builder();
        target.apiKey().ifPresent(key -> headers.add("authorization", "Bearer " + key.reveal()));
        target.option("openai_organization").ifPresent(value -> headers.add("openai-organization", value));
        target.option("openai_project").ifPresent(value -> headers.add("openai-project", value));
        target.option("openai_beta").ifPresent(value -> headers.add("openai-beta", value));
        return headers.build();
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(OPERATIONS.get(endpoint));
    }
}
