package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A config means the same in snake case and in camel case. */
class ConfigSpellingTest {
    private static final ConfigReader READER =
            new ConfigReader(List.of("openai"), new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED));

    /** Members whose content is nobody's spelling but the client's. */
    private static final Set<String> VERBATIM =
            Set.of("override_params", "default_params", "query", "made_up_option", "vertex_service_account_json");

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("virtual_key", "\"v\""),
            Map.entry("api_key", "\"k\""),
            Map.entry("custom_host", "\"http://localhost:9/v1\""),
            Map.entry("override_params", "{\"max_tokens\":1,\"responseFormat\":{\"json_schema\":{}}}"),
            Map.entry("default_params", "{\"top_p\":1}"),
            Map.entry("drop_params", "[\"logit_bias\"]"),
            Map.entry("request_timeout", "70"),
            Map.entry("forward_headers", "[\"x_a\",\"x-b\"]"),
            Map.entry("strict_open_ai_compliance", "false"),
            Map.entry("retry", "{\"attempts\":2,\"on_status_codes\":[418],\"use_retry_after_header\":true}"),
            Map.entry("cache", "{\"mode\":\"simple\",\"max_age\":61}"),
            Map.entry("before_request_hooks", "[{\"on_fail\":{}}]"),
            Map.entry("input_guardrails", "[{\"default.word_count\":{}}]"),
            Map.entry("openai_organization", "\"org\""),
            Map.entry("aws_s3_bucket", "\"b\""),
            Map.entry("workers_ai_account_id", "\"w\""),
            Map.entry("vertex_service_account_json", "{\"private_key_id\":\"x\"}"),
            Map.entry("made_up_option", "{\"inner_name\":1}"));

    @Test
    void readsTheSameInBothSpellings() {
        for (int seed = 0; seed < 500; seed++) {
            JsonObject snake = node(new Random(seed), 3);

            Config read = READER.read(snake, true);

            assertThat(READER.read(camel(snake), true))
                    .as("seed %d: %s", seed, snake)
                    .isEqualTo(read);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apiKey, api_key",
        "strictOpenAiCompliance, strict_open_ai_compliance",
        "strictOpenAICompliance, strict_open_ai_compliance",
        "awsS3Bucket, aws_s3_bucket",
        "azureResourceName, resource_name",
        "azure_deployment_id, deployment_id",
        "azureApiVersion, api_version",
        "useRetryAfterHeaders, use_retry_after_header",
        "already_snake, already_snake"
    })
    void knowsEverySpelling(String spelling, String name) {
        assertThat(OptionNames.canonical(spelling)).isEqualTo(name);
    }

    private static JsonObject node(Random random, int depth) {
        JsonObjectBuilder node = JsonCodec.object().add("provider", "openai").add("api_key", "k");
        List<String> names = new ArrayList<>(MEMBERS.keySet());
        names.sort(null);
        names.stream()
                .filter(name -> random.nextInt(3) == 0)
                .forEach(name -> node.add(name, JsonCodec.parse(MEMBERS.get(name))));
        if (depth > 0 && random.nextBoolean()) {
            JsonArrayBuilder targets = JsonCodec.array();
            for (int i = 0; i <= random.nextInt(2); i++) {
                targets.add(JsonCodec.object(node(random, depth - 1)).add("name", "t" + i));
            }
            node.add("targets", targets);
            node.add(
                    "strategy",
                    JsonCodec.parse(
                            random.nextBoolean()
                                    ? "{\"mode\":\"fallback\",\"on_status_codes\":[429]}"
                                    : "{\"mode\":\"conditional\",\"conditions\":[{\"query\":{\"metadata.user_name\":1},\"then\":\"t0\"}]}"));
        }
        return node.build();
    }

    private static JsonValue camel(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                JsonObjectBuilder object = JsonCodec.object();
                value.asJsonObject()
                        .forEach((name, member) -> object.add(
                                camel(name),
                                VERBATIM.contains(name) || name.contains("hooks") || name.contains("guardrails")
                                        ? member
                                        : camel(member)));
                yield object.build();
            }
            case ARRAY -> {
                JsonArrayBuilder array = JsonCodec.array();
                value.asJsonArray().forEach(element -> array.add(camel(element)));
                yield array.build();
            }
            default -> value;
        };
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_")) {
            camel.append(camel.length() == 0 ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camel.toString();
    }
}
