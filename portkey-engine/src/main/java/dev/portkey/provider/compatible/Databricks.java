package dev.portkey.provider.compatible;

import dev.portkey.config.Target;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import java.util.Optional;

/**
 * Databricks (docs.databricks.com, Foundation Model APIs), in the workspace of the option {@code databricks_workspace}: its AI
 * gateway, or the one serving endpoint that the option {@code databricks_serving_endpoint_name} names.
 */
final class Databricks {
    private Databricks() {}

    static Provider provider() {
        return CompatibleProvider.at("databricks", Databricks::url)
                .chat(chat -> chat.movedTo(call -> path(call, "/chat/completions")))
                .completions(completions -> completions.movedTo(call -> path(call, "/completions")))
                .embeddings(embeddings -> embeddings.movedTo(call -> path(call, "/embeddings")));
    }

    private static Optional<String> url(Target target) {
        return UrlPart.host(target, "databricks_workspace")
                .map(workspace -> "https://" + workspace + ".cloud.databricks.com");
    }

    private static String path(ProviderCall call, String path) {
        return call.target()
                .option("databricks_serving_endpoint_name")
                .map(name -> "/serving-endpoints/" + UrlPart.segment("databricks_serving_endpoint_name", name)
                        + "/invocations")
                .orElse("/ai-gateway/mlflow/v1" + path);
    }
}
