package dev.portkey.provider.anthropic;

import static dev.portkey.provider.openai.OpenAiOperation.atClientPath;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import java.util.Map;
import java.util.Optional;

/**
 * Anthropic itself. Chat and text completions are translated, Anthropic's own endpoints are relayed, and so is everything
 * that has no row here: {@code /v1/models}, {@code /v1/messages/batches}, …
 */
public final class AnthropicProvider implements Provider {
    private static final String ID = "anthropic";
    private static final OpenAiOperation FILES =
            atClientPath(OpenAiRequests.UNCHANGED).replyingWithAnything().relayingErrors();

    private static final Map<Endpoint, Operation> OPERATIONS = Map.of(
            Endpoint.CHAT_COMPLETION, new AnthropicChat(ID),
            Endpoint.COMPLETION, new AnthropicCompletion(ID),
            Endpoint.MESSAGES, new AnthropicMessages("/messages"),
            Endpoint.MESSAGES_COUNT_TOKENS, new AnthropicMessages("/messages/count_tokens"),
            Endpoint.FILE_UPLOAD, FILES,
            Endpoint.FILE_LIST, FILES,
            Endpoint.FILE_CONTENT, FILES,
            Endpoint.FILE_RETRIEVE, FILES,
            Endpoint.FILE_DELETE, FILES);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String baseUrl(Target target) {
        return "https://api.anthropic.com/v1";
    }

    @Override
    public Headers headers(ProviderCall call) {
        return AnthropicHeaders.of(call);
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(OPERATIONS.get(endpoint));
    }

    /** Anthropic's clients have {@code /v1} in their paths already; it is not to be there twice. */
    @Override
    public String proxyPath(ProviderCall call) {
        String path = Provider.super.proxyPath(call);
        String base = call.target().customHost().orElseGet(() -> baseUrl(call.target()));
        return path.startsWith("/v1/") && base.endsWith("/v1") ? path.substring("/v1".length()) : path;
    }
}
