package dev.portkey.provider.ollama;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * Ollama (github.com/ollama/ollama, docs/api/openai-compatibility). Its paths start with {@code /v1} themselves, so the base
 * URL has none; one that was given is taken off.
 */
public final class OllamaProvider implements Provider {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT.with(
            copy("max_completion_tokens").atLeast(0).as("max_tokens"),
            derive("thinking", OllamaProvider::think).as("think"));

    private static final Map<Endpoint, Operation> OPERATIONS = Map.of(
            Endpoint.CHAT_COMPLETION,
            OpenAiOperation.at("/v1/chat/completions", CHAT)
                    .replyingWith("choices")
                    .editing(call -> OllamaProvider::label)
                    .editingChunks(OllamaProvider::chunks),
            Endpoint.COMPLETION,
            OpenAiOperation.at("/v1/completions", OpenAiRequests.COMPLETION)
                    .replyingWith("choices")
                    .editing(call -> OllamaProvider::label),
            Endpoint.EMBEDDING,
            OpenAiOperation.at("/v1/embeddings", OpenAiRequests.UNCHANGED)
                    .replyingWith("data")
                    .editing(call -> OllamaProvider::label));

    @Override
    public String id() {
        return "ollama";
    }

    @Override
    public String baseUrl(Target target) {
        return "http://localhost:11434";
    }

    @Override
    public String customBaseUrl(String customHost) {
        return customHost.endsWith("/v1") ? customHost.substring(0, customHost.length() - 3) : customHost;
    }

    /** Ollama itself takes no key; one of the operator's is for ollama.com or a proxy in front, a client's is for neither. */
    @Override
    public Headers headers(ProviderCall call) {
        return call.target()
                .apiKey()
                .filter(key -> !call.keyIsClients())
                .map(key -> Headers.of("authorization", "Bearer " + key.reveal()))
                .orElse(Headers.EMPTY);
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(OPERATIONS.get(endpoint));
    }

    @Override
    public boolean needsKey() {
        return false;
    }

    /** Anthropic's {@code thinking} object as Ollama's switch. */
    private static Optional<JsonValue> think(JsonObject body) {
        boolean disabled = body.get("thinking") instanceof JsonObject thinking
                && thinking.getString("type", "").equals("disabled");
        return Optional.of(JsonCodec.bool(!disabled));
    }

    private static JsonBody label(JsonBody reply) {
        return reply.without("system_fingerprint").with("provider", JsonCodec.string("ollama"));
    }

    /** Usage belongs into a stream only where the client asked for it; Ollama sends it on the last chunk regardless. */
    private static BodyEdit chunks(ProviderCall call) {
        boolean wantsUsage = call.json().has("stream_options")
                && call.json().tree().get("stream_options") instanceof JsonObject options
                && options.get("include_usage") == JsonValue.TRUE;
        return chunk -> label(wantsUsage ? chunk : chunk.without("usage"));
    }
}
