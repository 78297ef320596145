package dev.portkey.provider.compatible;

import static dev.portkey.provider.openai.OpenAiOperation.at;
import static dev.portkey.provider.openai.OpenAiOperation.atClientPath;
import static dev.portkey.provider.openai.OpenAiRequests.UNCHANGED;

import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Prefill;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;

/** How an OpenAI-compatible provider serves an endpoint, where nothing else is said. */
final class StandardEndpoints {
    private StandardEndpoints() {}

    /** @throws IllegalArgumentException for an endpoint that is not in OpenAI's dialect */
    static OpenAiOperation of(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT_COMPLETION ->
                at("/chat/completions", OpenAiRequests.COMPATIBLE_CHAT)
                        .replyingWith("choices")
                        .labelled();
            case COMPLETION ->
                at("/completions", OpenAiRequests.COMPLETION)
                        .replyingWith("choices")
                        .prefilledBy(Prefill.PROMPT)
                        .labelled();
            case EMBEDDING -> at("/embeddings", UNCHANGED).replyingWith("data").labelled();
            case IMAGE_GENERATION -> at("/images/generations", OpenAiRequests.IMAGE);
            case IMAGE_EDIT -> at("/images/edits", UNCHANGED);
            case SPEECH -> at("/audio/speech", UNCHANGED).replyingWithAnything();
            case TRANSCRIPTION -> at("/audio/transcriptions", UNCHANGED).replyingWithAnything();
            case TRANSLATION -> at("/audio/translations", UNCHANGED).replyingWithAnything();
            case FILE_CONTENT -> atClientPath(UNCHANGED).replyingWithAnything();
            case BATCH_CREATE -> atClientPath(OpenAiRequests.BATCH);
            case FILE_UPLOAD,
                    FILE_LIST,
                    FILE_RETRIEVE,
                    FILE_DELETE,
                    BATCH_LIST,
                    BATCH_RETRIEVE,
                    BATCH_CANCEL,
                    FINE_TUNE_CREATE,
                    FINE_TUNE_LIST,
                    FINE_TUNE_RETRIEVE,
                    FINE_TUNE_CANCEL,
                    RESPONSE_CREATE,
                    RESPONSE_RETRIEVE,
                    RESPONSE_DELETE,
                    RESPONSE_INPUT_ITEMS -> atClientPath(UNCHANGED);
            case MESSAGES, MESSAGES_COUNT_TOKENS, BATCH_OUTPUT, PROXY ->
                throw new IllegalArgumentException(endpoint + " is not in OpenAI's dialect");
        };
    }
}
