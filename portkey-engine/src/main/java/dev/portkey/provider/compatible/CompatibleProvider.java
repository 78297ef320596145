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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A provider of OpenAI's dialect, described: where it is, how the key is sent, what it serves and how that differs from
 * {@link StandardEndpoints}. Everything it does not serve is passed through. Immutable.
 */
public final class CompatibleProvider implements Provider {
    private final String id;
    private final Function<Target, Optional<String>> baseUrl;
    private final String versionPath;
    private final Function<ProviderCall, Headers> headers;
    private final Map<Endpoint, Operation> operations;
    private final boolean needsKey;
    private final String hostOption;

    private CompatibleProvider(
            String id,
            Function<Target, Optional<String>> baseUrl,
            String versionPath,
            Function<ProviderCall, Headers> headers,
            Map<Endpoint, Operation> operations,
            boolean needsKey,
            String hostOption) {
        this.id = id;
        this.baseUrl = baseUrl;
        this.versionPath = versionPath;
        this.headers = headers;
        this.operations = Map.copyOf(operations);
        this.needsKey = needsKey;
        this.hostOption = hostOption;
    }

    /** A provider at that URL which takes {@code Authorization: Bearer} and, so far, serves nothing but the proxy route. */
    public static CompatibleProvider at(String id, String baseUrl) {
        return at(id, baseUrl, "");
    }

    /**
     * A provider whose custom hosts end before the version.
     *
     * @param baseUrl without the version
     * @param versionPath what every path of the provider begins with, such as {@code /v1}
     */
    public static CompatibleProvider at(String id, String baseUrl, String versionPath) {
        return new CompatibleProvider(
                id, target -> Optional.of(baseUrl), versionPath, CompatibleProvider::bearer, Map.of(), true, "");
    }

    /** A provider whose URL depends on the target; empty when an option is missing. */
    public static CompatibleProvider at(String id, Function<Target, Optional<String>> baseUrl) {
        return new CompatibleProvider(id, baseUrl, "", CompatibleProvider::bearer, Map.of(), true, "");
    }

    /** A provider without a host of its own: the caller names it as custom host, and it may do without a key. */
    public static CompatibleProvider selfHosted(String id) {
        return new CompatibleProvider(
                id, target -> Optional.empty(), "", CompatibleProvider::bearer, Map.of(), false, "");
    }

    /** Sends the key another way. */
    public CompatibleProvider authorizedBy(Function<ProviderCall, Headers> newHeaders) {
        return new CompatibleProvider(id, baseUrl, versionPath, newHeaders, operations, needsKey, hostOption);
    }

    /** Sends these headers with the others. */
    public CompatibleProvider sendingHeaders(Function<ProviderCall, Headers> more) {
        return authorizedBy(
                call -> headers.apply(call).toBuilder().setAll(more.apply(call)).build());
    }

    /** Is found at the base URL that an option names, where there is one. */
    public CompatibleProvider orAtOption(String option) {
        return new CompatibleProvider(id, baseUrl, versionPath, headers, operations, needsKey, option);
    }

    /** Can answer calls without a key. */
    public CompatibleProvider needingNoKey() {
        return new CompatibleProvider(id, baseUrl, versionPath, headers, operations, false, hostOption);
    }

    /** Serves endpoints as they are served everywhere. */
    public CompatibleProvider serving(Endpoint... endpoints) {
        CompatibleProvider serving = this;
        for (Endpoint endpoint : endpoints) {
            serving = serving.serving(endpoint, operation -> operation);
        }
        return serving;
    }

    /** Serves an endpoint in its own way. */
    public CompatibleProvider serving(Endpoint endpoint, UnaryOperator<OpenAiOperation> change) {
        return serving(endpoint, change.apply(StandardEndpoints.of(endpoint)).below(versionPath));
    }

    /** Serves an endpoint in a way that has nothing in common with OpenAI's. */
    public CompatibleProvider serving(Endpoint endpoint, Operation operation) {
        Map<Endpoint, Operation> more = new EnumMap<>(Endpoint.class);
        more.putAll(operations);
        more.put(endpoint, operation);
        return new CompatibleProvider(id, baseUrl, versionPath, headers, more, needsKey, hostOption);
    }

    /** Serves chat. */
    public CompatibleProvider chat() {
        return serving(Endpoint.CHAT_COMPLETION);
    }

    public CompatibleProvider chat(UnaryOperator<OpenAiOperation> change) {
        return serving(Endpoint.CHAT_COMPLETION, change);
    }

    /** Serves text completions. */
    public CompatibleProvider completions() {
        return serving(Endpoint.COMPLETION);
    }

    public CompatibleProvider completions(UnaryOperator<OpenAiOperation> change) {
        return serving(Endpoint.COMPLETION, change);
    }

    /** Serves embeddings. */
    public CompatibleProvider embeddings() {
        return serving(Endpoint.EMBEDDING);
    }

    public CompatibleProvider embeddings(UnaryOperator<OpenAiOperation> change) {
        return serving(Endpoint.EMBEDDING, change);
    }

    /** Serves image generation. */
    public CompatibleProvider images() {
        return serving(Endpoint.IMAGE_GENERATION);
    }

    public CompatibleProvider images(UnaryOperator<OpenAiOperation> change) {
        return serving(Endpoint.IMAGE_GENERATION, change);
    }

    /** Serves transcriptions. */
    public CompatibleProvider transcriptions() {
        return serving(Endpoint.TRANSCRIPTION);
    }

    /** Serves speech. */
    public CompatibleProvider speech() {
        return serving(Endpoint.SPEECH);
    }

    /** Serves all that is done with files. */
    public CompatibleProvider files() {
        return serving(
                Endpoint.FILE_UPLOAD,
                Endpoint.FILE_LIST,
                Endpoint.FILE_RETRIEVE,
                Endpoint.FILE_CONTENT,
                Endpoint.FILE_DELETE);
    }

    /** Serves all that is done with batches. */
    public CompatibleProvider batches() {
        return serving(Endpoint.BATCH_CREATE, Endpoint.BATCH_LIST, Endpoint.BATCH_RETRIEVE, Endpoint.BATCH_CANCEL);
    }

    /** Serves all that is done with responses. */
    public CompatibleProvider responses() {
        return serving(
                Endpoint.RESPONSE_CREATE,
                Endpoint.RESPONSE_RETRIEVE,
                Endpoint.RESPONSE_DELETE,
                Endpoint.RESPONSE_INPUT_ITEMS);
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
    public Optional<String> namedBaseUrl(Target target) {
        return target.option(hostOption).map(this::customBaseUrl);
    }

    /** A version at the end of a custom host is taken off where the paths bring it. */
    @Override
    public String customBaseUrl(String customHost) {
        return !versionPath.isEmpty() && customHost.endsWith(versionPath)
                ? customHost.substring(0, customHost.length() - versionPath.length())
                : customHost;
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

    @Override
    public String proxyPath(ProviderCall call) {
        return versionPath + Provider.super.proxyPath(call);
    }

    private static Headers bearer(ProviderCall call) {
        return Keys.header(call, "authorization", "Bearer ");
    }
}
