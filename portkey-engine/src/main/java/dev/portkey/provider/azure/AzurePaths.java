package dev.portkey.provider.azure;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonBody;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where Azure OpenAI serves an endpoint (learn.microsoft.com/azure/ai-services/openai/reference): below a deployment with
 * {@code api-version} in the query, or, on the surface whose version is called {@code v1}, as OpenAI does.
 */
final class AzurePaths {
    private static final String V1 = "v1";
    private static final String API_VERSION = "api-version";

    private AzurePaths() {}

    /** Whether the target speaks the surface without dated versions. */
    static boolean isV1(Target target) {
        return apiVersion(target).filter(V1::equals).isPresent();
    }

    /** An endpoint of a model: below its deployment. */
    static String ofDeployment(ProviderCall call, String endpoint) {
        String prefix = isV1(call.target()) ? "/v1" : "/deployments/" + deployment(call);
        return prefix + endpoint + queryPart(call);
    }

    /** An endpoint of the resource, at the client's own path. */
    static String ofResource(ProviderCall call) {
        return resourcePath(call) + queryPart(call);
    }

    /** The client's path, with {@code /v1} on that surface only. */
    static String resourcePath(ProviderCall call) {
        return isV1(call.target()) ? call.path() : call.path().substring("/v1".length());
    }

    /** The client's query with the target's {@code api-version} in it, which is none on the surface {@code v1}. */
    static String query(ProviderCall call) {
        Optional<String> version = apiVersion(call.target());
        if (version.isEmpty()) {
            return call.query();
        }
        String rest = Arrays.stream(call.query().split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(API_VERSION + "="))
                .collect(Collectors.joining("&"));
        if (version.get().equals(V1)) {
            return rest;
        }
        String own = API_VERSION + "=" + UrlPart.segment("azure_api_version", version.get());
        return rest.isEmpty() ? own : rest + "&" + own;
    }

    private static String queryPart(ProviderCall call) {
        String query = query(call);
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Optional<String> apiVersion(Target target) {
        return target.option("api_version").map(String::strip).filter(version -> !version.isEmpty());
    }

    /** The one the target names, else the one called like the model. */
    private static String deployment(ProviderCall call) {
        String name = call.target()
                .option("deployment_id")
                .or(() -> call.body().flatMap(AzurePaths::model))
                .orElseThrow(() -> GatewayException.at(
                        "azure_deployment_id",
                        ErrorCode.INVALID_REQUEST,
                        "azure-openai needs a deployment: send x-portkey-azure-deployment-id, put azure_deployment_id into"
                                + " the config, or name the deployment as model"));
        return UrlPart.segment("azure_deployment_id", name);
    }

    private static Optional<String> model(JsonBody body) {
        return body.string("model").filter(model -> !model.isEmpty());
    }
}
