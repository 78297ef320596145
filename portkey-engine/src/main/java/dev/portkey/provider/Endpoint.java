package dev.portkey.provider;

import static dev.portkey.provider.Endpoint.Content.FORM;
import static dev.portkey.provider.Endpoint.Content.JSON;
import static dev.portkey.provider.Endpoint.Content.NONE;
import static dev.portkey.provider.Endpoint.Content.RAW;

import java.util.Optional;

/**
 * One operation of the API. {@link #wireName()} is what error texts and guardrails call it (fact sheet, section 1).
 * Everything under {@code /v1/} that matches no other row is {@link #PROXY}.
 */
public enum Endpoint {
    CHAT_COMPLETION("chatComplete", "POST", "/v1/chat/completions", JSON, Dialect.OPENAI),
    COMPLETION("complete", "POST", "/v1/completions", JSON, Dialect.OPENAI),
    EMBEDDING("embed", "POST", "/v1/embeddings", JSON, Dialect.OPENAI),
    MESSAGES("messages", "POST", "/v1/messages", JSON, Dialect.ANTHROPIC),
    MESSAGES_COUNT_TOKENS("messagesCountTokens", "POST", "/v1/messages/count_tokens", JSON, Dialect.ANTHROPIC),
    IMAGE_GENERATION("imageGenerate", "POST", "/v1/images/generations", JSON, Dialect.OPENAI),
    IMAGE_EDIT("imageEdit", "POST", "/v1/images/edits", FORM, Dialect.OPENAI),
    SPEECH("createSpeech", "POST", "/v1/audio/speech", JSON, Dialect.OPENAI),
    TRANSCRIPTION("createTranscription", "POST", "/v1/audio/transcriptions", FORM, Dialect.OPENAI),
    TRANSLATION("createTranslation", "POST", "/v1/audio/translations", FORM, Dialect.OPENAI),
    FILE_UPLOAD("uploadFile", "POST", "/v1/files", RAW, Dialect.OPENAI),
    FILE_LIST("listFiles", "GET", "/v1/files", NONE, Dialect.OPENAI),
    FILE_CONTENT("retrieveFileContent", "GET", "/v1/files/*/content", NONE, Dialect.OPENAI),
    FILE_RETRIEVE("retrieveFile", "GET", "/v1/files/*", NONE, Dialect.OPENAI),
    FILE_DELETE("deleteFile", "DELETE", "/v1/files/*", NONE, Dialect.OPENAI),
    BATCH_CREATE("createBatch", "POST", "/v1/batches", JSON, Dialect.OPENAI),
    BATCH_LIST("listBatches", "GET", "/v1/batches", NONE, Dialect.OPENAI),
    BATCH_OUTPUT("getBatchOutput", "GET", "/v1/batches/*/output", NONE, Dialect.OPENAI),
    BATCH_RETRIEVE("retrieveBatch", "GET", "/v1/batches/*", NONE, Dialect.OPENAI),
    BATCH_CANCEL("cancelBatch", "POST", "/v1/batches/*/cancel", NONE, Dialect.OPENAI),
    FINE_TUNE_CREATE("createFinetune", "POST", "/v1/fine_tuning/jobs", JSON, Dialect.OPENAI),
    FINE_TUNE_LIST("listFinetunes", "GET", "/v1/fine_tuning/jobs", NONE, Dialect.OPENAI),
    FINE_TUNE_RETRIEVE("retrieveFinetune", "GET", "/v1/fine_tuning/jobs/*", NONE, Dialect.OPENAI),
    FINE_TUNE_CANCEL("cancelFinetune", "POST", "/v1/fine_tuning/jobs/*/cancel", NONE, Dialect.OPENAI),
    RESPONSE_CREATE("createModelResponse", "POST", "/v1/responses", JSON, Dialect.RESPONSES),
    RESPONSE_INPUT_ITEMS("listResponseInputItems", "GET", "/v1/responses/*/input_items", NONE, Dialect.RESPONSES),
    RESPONSE_RETRIEVE("getModelResponse", "GET", "/v1/responses/*", NONE, Dialect.RESPONSES),
    RESPONSE_DELETE("deleteModelResponse", "DELETE", "/v1/responses/*", NONE, Dialect.RESPONSES),
    /** Passed through as it is: {@code /v1/**}, and {@code /v1/proxy/**} of old clients. */
    PROXY("proxy", "*", "/v1/**", RAW, Dialect.PROVIDER);

    /** What a request of this endpoint carries. */
    public enum Content {
        NONE,
        /** JSON, read whole before anything else happens. */
        JSON,
        /** A multipart form, streamed through. */
        FORM,
        /** Anything, streamed through; JSON among it is read. */
        RAW
    }

    private final String wireName;
    private final String method;
    private final String pattern;
    private final Content content;
    private final Dialect dialect;

    Endpoint(String wireName, String method, String pattern, Content content, Dialect dialect) {
        this.wireName = wireName;
        this.method = method;
        this.pattern = pattern;
        this.content = content;
        this.dialect = dialect;
    }

    /**
     * The endpoint of a call; empty when the path is not below {@code /v1/}.
     *
     * @param path as on the wire, without context path and query
     */
    public static Optional<Endpoint> of(String method, String path) {
        if (!path.startsWith("/v1/")) {
            return Optional.empty();
        }
        if (path.startsWith("/v1/proxy/")) {
            return Optional.of(PROXY);
        }
        for (Endpoint endpoint : VALUES) {
            if (endpoint.method.equals(method) && endpoint.matches(path)) {
                return Optional.of(endpoint);
            }
        }
        return Optional.of(PROXY);
    }

    private static final Endpoint[] VALUES = values();

    private boolean matches(String path) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(path);
        }
        int idEnd = path.length() - (pattern.length() - star - 1);
        return idEnd > star
                && path.startsWith(pattern.substring(0, star))
                && path.endsWith(pattern.substring(star + 1))
                && path.indexOf('/', star) == (idEnd == path.length() ? -1 : idEnd);
    }

    public String wireName() {
        return wireName;
    }

    public Content content() {
        return content;
    }

    public Dialect dialect() {
        return dialect;
    }
}
