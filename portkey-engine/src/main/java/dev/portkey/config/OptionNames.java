package dev.portkey.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How the names of config members and provider options are spelled: one name, whichever spelling came. */
final class OptionNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Spellings of the documentation and of the headers that mean the same. */
    private static final Map<String, String> VARIANTS = Map.of(
            "use_retry_after_headers", "use_retry_after_header",
            "sticky_session", "sticky",
            "azure_resource_name", "resource_name",
            "azure_deployment_id", "deployment_id",
            "azure_api_version", "api_version",
            "azure_extra_params", "azure_extra_parameters");

    private static final Set<String> KNOWN = Set.of(
            "after_request_hooks",
            "api_version",
            "before_request_hooks",
            "default_input_guardrails",
            "default_output_guardrails",
            "deployment_id",
            "deployments",
            "fetch_integrated_models",
            "file_purpose",
            "file_upload_size",
            "id",
            "input_guardrails",
            "input_mutators",
            "is_open",
            "mistral_fim_completion",
            "model_type",
            "on_status_codes",
            "options",
            "output_guardrails",
            "output_mutators",
            "passthrough",
            "prompt_id",
            "resource_name");

    private static final List<String> KNOWN_PREFIXES = List.of(
            "amz_",
            "amzn_sagemaker_",
            "anthropic_",
            "aws_",
            "azure_",
            "byteplus_",
            "databricks_",
            "fireworks_",
            "huggingface_",
            "openai_",
            "oracle_",
            "provider_",
            "snowflake_",
            "stability_",
            "vertex_",
            "workers_ai_");

    private OptionNames() {}

    /** The one spelling used inside: {@code useRetryAfterHeaders} is {@code use_retry_after_header}. */
    static String canonical(String name) {
        String snakeCase = snakeCase(name);
        return VARIANTS.getOrDefault(snakeCase, snakeCase);
    }

    private static String snakeCase(String name) {
        // Nearly all names come in snake case already; the regular expression costs ten times the look.
        return name.chars().noneMatch(c -> c >= 'A' && c <= 'Z')
                ? name
                : HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Whether some part of the gateway reads this option, as far as this room can know. */
    static boolean isKnown(String canonicalName) {
        return KNOWN.contains(canonicalName) || KNOWN_PREFIXES.stream().anyMatch(canonicalName::startsWith);
    }
}
