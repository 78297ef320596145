package dev.portkey.provider.compatible;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A provider of OpenAI's dialect, described by one row: where it is, how the key is sent, what it serves. Everything else
 * is passed through.
 */
public final class CompatibleProvider implements Provider {
    private final String id;
    private final Function<Target, Optional<String>> baseUrl;
    private final Function<ProviderCall, Headers> headers;
    private final Map<Endpoint, Operation> operations;
    private final boolean needsKey;

    private CompatibleProvider(
            String id,
            Function<Target, Optional<String>> baseUrl,
            Function<ProviderCall, Headers> headers,
            Map<Endpoint, Operation> operations,
            boolean needsKey) {
        this.id = id;
        this.baseUrl = baseUrl;
        this.headers = headers;
        this.operations = Map.copyOf(operations);
        this.needsKey = needsKey;
    }

    /** A provider at that URL which takes {@code Authorization: Bearer} and, so far, serves nothing but the proxy route. */
    public static CompatibleProvider at(String id, String baseUrl) {
        return new CompatibleProvider(id, target -> Optional.of(baseUrl), CompatibleProvider::bearer, Map.of(), true);
    }

    /** A provider whose URL depends on the target; empty when an option is missing. */
    public static CompatibleProvider at(String id, Function<Target, Optional<String>> baseUrl) {
        return new CompatibleProvider(id, baseUrl, CompatibleProvider::bearer, Map.of(), true);
    }

    /** A provider without a host of its own: the caller names it as custom host, and it may do without a key. */
    public static CompatibleProvider selfHosted(String id) {
        return new CompatibleProvider(id, target -> Optional.empty(), CompatibleProvider::bearer, Map.of(), false);
    }

    /** Sends the key another way. */
    public CompatibleProvider authorizedBy(Function<ProviderCall, Headers> newHeaders) {
        return new CompatibleProvider(id, baseUrl, newHeaders, operations, needsKey);
    }

    /** Serves an endpoint. */
    public CompatibleProvider serving(Endpoint endpoint, Operation operation) {
        Map<Endpoint, Operation> more = new EnumMap<>(Endpoint.class);
        more.putAll(operations);
        more.put(endpoint, operation);
        return new CompatibleProvider(id, baseUrl, headers, more, needsKey);
    }

    /** Serves chat at {@code /chat/completions}. */
    public CompatibleProvider chat() {
        return chatAt("/chat/completions");
    }

    public CompatibleProvider chatAt(String path) {
        return serving(
                Endpoint.CHAT_COMPLETION,
                OpenAiOperation.at(path, OpenAiRequests.COMPATIBLE_CHAT)
                        .replyingWith("choices")
                        .labelled(id));
    }

    /** Changes how chat is served. */
    public CompatibleProvider chat(UnaryOperator<OpenAiOperation> change) {
        return serving(Endpoint.CHAT_COMPLETION, change.apply((OpenAiOperation)
                chat().operations.get(Endpoint.CHAT_COMPLETION)));
    }

    /** Serves text completions at {@code /completions}. */
    public CompatibleProvider completions() {
        return serving(
                Endpoint.COMPLETION,
                OpenAiOperation.at("/completions", OpenAiRequests.COMPLETION)
                        .replyingWith("choices")
                        .labelled(id));
    }

    /** Serves embeddings at {@code /embeddings}. */
    public CompatibleProvider embeddings() {
        return serving(
                Endpoint.EMBEDDING,
                OpenAiOperation.at("/embeddings", OpenAiRequests.UNCHANGED)
                        .replyingWith("data")
                        .labelled(id));
    }

    /** Takes file uploads at {@code /files}. */
    public CompatibleProvider fileUploads() {
        return serving(Endpoint.FILE_UPLOAD, OpenAiOperation.at("/files", OpenAiRequests.UNCHANGED));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String baseUrl(Target target) {
        return baseUrl.apply(target)
                .orElseThrow(() -> GatewayException.at(
                        "x-portkey-custom-host",
                        ErrorCode.INVALID_REQUEST,
                        "Provider '" + id
                                + "' has no address of its own: send its base URL as x-portkey-custom-host or as "
                                + "custom_host in the config"));
    }

    @Override
    public Headers headers(ProviderCall call) {
        return headers.apply(call);
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(operations.get(endpoint));
    }

    @Override
    public boolean needsKey() {
        return needsKey;
    }

    private static Headers bearer(ProviderCall call) {
        return call.target()
                .apiKey()
                .map(key -> Headers.of("authorization", "Bearer " + key.reveal()))
                .orElse(Headers.EMPTY);
    }
}
