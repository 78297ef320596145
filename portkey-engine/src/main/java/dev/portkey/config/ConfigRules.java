package dev.portkey.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** What the members of one config object must be together, whatever each is by itself. */
final class ConfigRules {
    private static final String NOTHING_TO_DO =
            "Invalid configuration. It must have either 'provider' and 'api_key', or"
                    + " 'strategy' and 'targets', or 'cache', or 'retry', or 'request_timeout'";

    private static final String VERTEX_INCOMPLETE =
            "Invalid configuration. ('vertex_project_id' and 'vertex_region') or"
                    + " ('vertex_service_account_json' and 'vertex_region') are required for 'vertex-ai' provider. Example:"
                    + " { 'provider': 'vertex-ai', 'vertex_project_id': 'my-project-id', 'vertex_region': 'us-central1',"
                    + " api_key: 'ya29...' }";

    private ConfigRules() {}

    /** Whether all rules hold; those that do not are problems of the object. */
    static boolean hold(ConfigObject json) {
        String provider = text(json, "provider");
        boolean useful = saysSomething(json) || isReachable(json, provider);
        if (!useful) {
            json.problem(NOTHING_TO_DO);
        }
        boolean incomplete = provider.equals("vertex-ai") && !json.has("virtual_key") && !hasVertexProject(json);
        if (incomplete) {
            json.problem(VERTEX_INCOMPLETE);
        }
        return useful && !incomplete;
    }

    /** {@code override_params.model} of the form {@code @slug/model} stands for a virtual key. */
    static boolean overridesWithSlug(JsonObject overrideParams) {
        return overrideParams.get("model") instanceof JsonString model
                && model.getString().startsWith("@");
    }

    private static boolean saysSomething(ConfigObject json) {
        return json.hasAll("strategy", "targets")
                || json.hasAny("cache", "retry", "request_timeout", "forward_headers", "default_params", "drop_params")
                || json.hasAny("before_request_hooks", "after_request_hooks", "input_guardrails", "output_guardrails")
                || json.hasAny("virtual_key", "prompt_id", "passthrough");
    }

    private static boolean isReachable(ConfigObject json, String provider) {
        boolean credentials =
                switch (provider) {
                    case "" -> false;
                    case "ollama", "triton" -> true;
                    case "vertex-ai" -> hasVertexProject(json);
                    case "azure-openai", "azure-ai" -> json.hasAny("azure_auth_mode", "azure_ad_token");
                    case "bedrock", "sagemaker" -> json.hasAny("aws_role_arn", "aws_auth_type");
                    case "oracle" -> json.has("oracle_private_key");
                    default -> provider.startsWith("@");
                };
        return credentials
                || !provider.isEmpty() && json.hasAny("api_key", "custom_host")
                || json.hasAll("aws_access_key_id", "aws_secret_access_key")
                || overridesWithSlug(json.json("override_params").orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    private static boolean hasVertexProject(ConfigObject json) {
        return json.has("vertex_region") && json.hasAny("vertex_project_id", "vertex_service_account_json");
    }

    private static String text(ConfigObject json, String name) {
        return json.string(name).orElse("");
    }
}
