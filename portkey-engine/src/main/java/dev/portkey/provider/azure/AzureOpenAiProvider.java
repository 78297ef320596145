package dev.portkey.provider.azure;

import static dev.portkey.provider.openai.OpenAiOperation.at;
import static dev.portkey.translate.Field.derive;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.http.Transport;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Dialect;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.Field;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Azure OpenAI: OpenAI's dialect in a resource of one's own (option {@code azure_resource_name}), with deployments for models
 * ({@code azure_deployment_id}) and dated versions ({@code azure_api_version}, or {@code v1} for the surface without). A
 * custom host stands for resource and {@code /openai}.
 */
public final class AzureOpenAiProvider implements Provider {
    private static final RequestMapping CHAT = OpenAiRequests.CHAT.with(deployment());

    private static final Map<Endpoint, Operation> OPERATIONS = operations();

    private final AzureTokens tokens;

    /** @param tokens fetches and keeps the tokens of identities */
    public AzureOpenAiProvider(AzureTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String id() {
        return "azure-openai";
    }

    @Override
    public String baseUrl(Target target) {
        return UrlPart.host(target, "resource_name")
                .map(resource -> "https://" + resource + ".openai.azure.com/openai")
                .orElseThrow(() -> GatewayException.at(
                        "azure_resource_name",
                        ErrorCode.INVALID_REQUEST,
                        "azure-openai needs a resource: send x-portkey-azure-resource-name, put azure_resource_name into the"
                                + " config, or name a custom host"));
    }

    @Override
    public CompletionStage<ProviderCall> prepare(ProviderCall call, Transport transport) {
        return tokens.prepare(call, transport);
    }

    @Override
    public Headers headers(ProviderCall call) {
        Headers.Builder headers = AzureKeys.headers(call.target(), key -> Headers.of("api-key", key)).toBuilder();
        call.target().option("openai_beta").ifPresent(beta -> headers.add("openai-beta", beta));
        return headers.build();
    }

    @Override
    public boolean needsKey(Target target) {
        return !AzureKeys.hasOther(target);
    }

    @Override
    public Optional<Operation> operation(Endpoint endpoint) {
        return Optional.ofNullable(OPERATIONS.get(endpoint));
    }

    @Override
    public String proxyPath(ProviderCall call) {
        return AzurePaths.resourcePath(call);
    }

    @Override
    public String proxyQuery(ProviderCall call) {
        return AzurePaths.query(call);
    }

    private static Map<Endpoint, Operation> operations() {
        Map<Endpoint, Operation> operations = new EnumMap<>(Endpoint.class);
        operations.put(
                Endpoint.CHAT_COMPLETION,
                deployed("/chat/completions")
                        .sending(CHAT.dropping("data_sources"), CHAT)
                        .replyingWith("choices"));
        operations.put(
                Endpoint.COMPLETION,
                deployed("/completions")
                        .sending(OpenAiRequests.COMPLETION.with(deployment()))
                        .replyingWith("choices"));
        operations.put(Endpoint.EMBEDDING, deployed("/embeddings").replyingWith("data"));
        operations.put(
                Endpoint.IMAGE_GENERATION,
                deployed("/images/generations").sending(OpenAiRequests.IMAGE.with(deployment())));
        operations.put(Endpoint.IMAGE_EDIT, deployed("/images/edits"));
        operations.put(Endpoint.SPEECH, deployed("/audio/speech").replyingWithAnything());
        operations.put(Endpoint.TRANSCRIPTION, deployed("/audio/transcriptions").replyingWithAnything());
        operations.put(Endpoint.TRANSLATION, deployed("/audio/translations").replyingWithAnything());
        operations.put(Endpoint.RESPONSE_CREATE, ofResource(OpenAiRequests.UNCHANGED.with(deployment())));
        operations.put(Endpoint.BATCH_CREATE, ofResource(OpenAiRequests.BATCH));
        operations.put(
                Endpoint.FILE_CONTENT, ofResource(OpenAiRequests.UNCHANGED).replyingWithAnything());
        for (Endpoint endpoint : Endpoint.values()) {
            boolean elsewhere = endpoint.dialect() == Dialect.ANTHROPIC
                    || endpoint == Endpoint.PROXY
                    || endpoint == Endpoint.BATCH_OUTPUT;
            if (!elsewhere) {
                operations.putIfAbsent(
                        endpoint,
                        ofResource(OpenAiRequests.UNCHANGED).editing(call -> AzureOpenAiProvider::queuedWhilePending));
            }
        }
        return operations;
    }

    private static OpenAiOperation deployed(String path) {
        return at(call -> AzurePaths.ofDeployment(call, path), OpenAiRequests.UNCHANGED.with(deployment()));
    }

    private static OpenAiOperation ofResource(RequestMapping mapping) {
        return at(AzurePaths::ofResource, mapping);
    }

    /** On the surface {@code v1} the model is the deployment; elsewhere the path says it. */
    private static Field deployment() {
        return derive("model", (body, target) -> model(body, target));
    }

    private static Optional<JsonValue> model(JsonObject body, Target target) {
        return AzurePaths.isV1(target)
                ? target.option("deployment_id")
                        .<JsonValue>map(JsonCodec::string)
                        .or(() -> own(body))
                : own(body);
    }

    private static Optional<JsonValue> own(JsonObject body) {
        return Optional.ofNullable(body.get("model"));
    }

    /** Fine-tuning jobs of Azure have two states more than OpenAI's before they run. */
    private static JsonBody queuedWhilePending(JsonBody reply) {
        boolean job = reply.string("object").filter("fine_tuning.job"::equals).isPresent();
        return job
                        && reply.string("status")
                                .filter(Set.of("created", "pending")::contains)
                                .isPresent()
                ? reply.with("status", JsonCodec.string("queued"))
                : reply;
    }
}
