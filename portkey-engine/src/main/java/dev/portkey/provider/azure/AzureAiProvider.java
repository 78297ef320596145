package dev.portkey.provider.azure;

import static dev.portkey.provider.openai.OpenAiOperation.at;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.http.Transport;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.anthropic.AnthropicChat;
import dev.portkey.provider.anthropic.AnthropicProvider;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Azure AI Foundry's model inference API (learn.microsoft.com/rest/api/aifoundry/modelinference), at the URL of the option
 * {@code azure_foundry_url}, where Claude is served in Anthropic's dialect; and GitHub Models, which is the same API at GitHub's. Members that a model does not know are
 * dropped by the service unless the option {@code azure_extra_params} says {@code pass-through} or {@code error}.
 */
public final class AzureAiProvider implements Provider {
    private static final String FOUNDRY = "azure-ai";
    private static final String FOUNDRY_URL = "azure_foundry_url";
    private static final List<Endpoint> OF_RESOURCE = List.of(
            Endpoint.FILE_UPLOAD,
            Endpoint.FILE_LIST,
            Endpoint.FILE_RETRIEVE,
            Endpoint.FILE_DELETE,
            Endpoint.BATCH_LIST,
            Endpoint.BATCH_RETRIEVE,
            Endpoint.BATCH_CANCEL);

    private final String id;
    private final Optional<String> ownUrl;
    private final AzureTokens tokens;
    private final Map<Endpoint, Operation> operations;

    private AzureAiProvider(
            String id, Optional<String> ownUrl, AzureTokens tokens, Map<Endpoint, Operation> operations) {
        this.id = id;
        this.ownUrl = ownUrl;
        this.tokens = tokens;
        this.operations = operations;
    }

    /** Azure AI Foundry. */
    public static AzureAiProvider foundry(AzureTokens tokens) {
        Map<Endpoint, Operation> operations = inference();
        operations.put(Endpoint.IMAGE_GENERATION, served("/images/generations", OpenAiRequests.IMAGE));
        operations.put(Endpoint.IMAGE_EDIT, served("/images/edits", OpenAiRequests.UNCHANGED));
        operations.put(
                Endpoint.SPEECH, served("/audio/speech", OpenAiRequests.SPEECH).replyingWithAnything());
        operations.put(
                Endpoint.TRANSCRIPTION,
                served("/audio/transcriptions", OpenAiRequests.UNCHANGED).replyingWithAnything());
        operations.put(
                Endpoint.TRANSLATION,
                served("/audio/translations", OpenAiRequests.UNCHANGED).replyingWithAnything());
        operations.put(Endpoint.BATCH_CREATE, ofResource(OpenAiRequests.BATCH));
        operations.put(
                Endpoint.FILE_CONTENT, ofResource(OpenAiRequests.UNCHANGED).replyingWithAnything());
        var claude = new FoundryClaude(new AnthropicChat(FOUNDRY));
        operations.computeIfPresent(
                Endpoint.CHAT_COMPLETION, (endpoint, inference) -> new FoundryChat(claude, inference));
        for (Endpoint endpoint : List.of(Endpoint.MESSAGES, Endpoint.MESSAGES_COUNT_TOKENS)) {
            new AnthropicProvider()
                    .operation(endpoint)
                    .ifPresent(messages -> operations.put(endpoint, new FoundryClaude(messages)));
        }
        OF_RESOURCE.forEach(endpoint -> operations.put(endpoint, ofResource(OpenAiRequests.UNCHANGED)));
        return new AzureAiProvider(FOUNDRY, Optional.empty(), tokens, operations);
    }

    /** GitHub Models, with a GitHub token for a key. */
    public static AzureAiProvider gitHub(AzureTokens tokens) {
        return new AzureAiProvider("github", Optional.of("https://models.inference.ai.azure.com"), tokens, inference());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String baseUrl(Target target) {
        return ownUrl.or(() -> foundryUrl(target).filter(AzureHosts::isService))
                .orElseThrow(() -> GatewayException.at(
                        FOUNDRY_URL,
                        ErrorCode.INVALID_REQUEST,
                        "azure-ai needs the URL of its endpoint: send x-portkey-azure-foundry-url, or put azure_foundry_url into the"
                                + " config"));
    }

    @Override
    public Optional<String> namedBaseUrl(Target target) {
        return ownUrl.isPresent() ? Optional.empty() : foundryUrl(target).filter(url -> !AzureHosts.isService(url));
    }

    private static Optional<String> foundryUrl(Target target) {
        return target.option(FOUNDRY_URL).map(url -> url.replaceFirst("/+$", ""));
    }

    @Override
    public CompletionStage<ProviderCall> prepare(ProviderCall call, Transport transport) {
        return tokens.prepare(call, transport);
    }

    @Override
    public Headers headers(ProviderCall call) {
        Target target = call.target();
        if (ownUrl.isEmpty() && FoundryClaude.isAt(target)) {
            return FoundryClaude.headers(target);
        }
        Headers.Builder headers =
                AzureKeys.headers(target, key -> Headers.of("authorization", "Bearer " + key)).toBuilder();
        headers.add("extra-parameters", target.option("azure_extra_parameters").orElse("drop"));
        target.option("azure_deployment_name").ifPresent(name -> headers.add("azureml-model-deployment", name));
        return headers.build();
    }

    @Override
    public boolean needsKey(Target target) {
        return !AzureKeys.hasOther(target);
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(operations.get(endpoint));
    }

    @Override
    public String proxyQuery(ProviderCall call) {
        return AzurePaths.query(call);
    }

    private static Map<Endpoint, Operation> inference() {
        Map<Endpoint, Operation> operations = new EnumMap<>(Endpoint.class);
        operations.put(
                Endpoint.CHAT_COMPLETION,
                served("/chat/completions", OpenAiRequests.COMPATIBLE_CHAT).replyingWith("choices"));
        operations.put(
                Endpoint.COMPLETION,
                served("/completions", OpenAiRequests.COMPLETION).replyingWith("choices"));
        operations.put(
                Endpoint.EMBEDDING,
                served("/embeddings", OpenAiRequests.UNCHANGED).replyingWith("data"));
        return operations;
    }

    private static OpenAiOperation served(String path, RequestMapping mapping) {
        return at(call -> path + queryPart(call), mapping).labelled();
    }

    /** Files and batches belong to the resource, not to its inference endpoint. */
    private static OpenAiOperation ofResource(RequestMapping mapping) {
        return at(AzurePaths::ofResource, mapping).hostedAt(AzureAiProvider::resourceUrl);
    }

    private static Optional<String> resourceUrl(Target target) {
        return target.option(FOUNDRY_URL)
                .map(URI::create)
                .map(url -> url.getScheme() + "://" + url.getAuthority() + "/openai");
    }

    private static String queryPart(ProviderCall call) {
        String query = AzurePaths.query(call);
        return query.isEmpty() ? "" : "?" + query;
    }
}
