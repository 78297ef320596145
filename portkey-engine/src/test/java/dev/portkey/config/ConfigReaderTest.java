package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portkey.credential.Secret;
import dev.portkey.error.GatewayException;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final List<String> PROVIDERS =
            List.of("openai", "anthropic", "ollama", "triton", "vertex-ai", "azure-openai", "bedrock");
    private static final ConfigReader READER =
            new ConfigReader(PROVIDERS, new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED));

    private static final String USELESS = "Invalid configuration. It must have either 'provider' and 'api_key', or"
            + " 'strategy' and 'targets', or 'cache', or 'retry', or 'request_timeout'";

    @Test
    void readsATargetWithEverything() {
        Target target = target("""
                {
                  "name": "main", "weight": 0.25, "provider": "openai", "virtual_key": "@prod", "api_key": "sk",
                  "custom_host": "HTTP://LocalHost:9100/v1/", "override_params": {"model": "m"},
                  "default_params": {"temperature": 0}, "drop_params": ["user"], "request_timeout": 1500.4,
                  "first_token_timeout": 20, "streamIdleTimeout": 30, "deadline": 40,
                  "forward_headers": ["X-Tenant"], "strict_open_ai_compliance": false,
                  "retry": {"attempts": 3, "on_status_codes": [418], "use_retry_after_header": true},
                  "cache": {"mode": "semantic", "max_age": 60}, "openai_organization": "org", "made_up": {"aB": 1}
                }
                """);

        assertThat(target)
                .isEqualTo(new Target(
                        "config",
                        "main",
                        0.25,
                        "openai",
                        Optional.of("prod"),
                        Optional.of(Secret.of("sk")),
                        Optional.of("http://localhost:9100/v1"),
                        false,
                        JsonCodec.parseObject("{\"model\":\"m\"}"),
                        JsonCodec.parseObject("{\"temperature\":0}"),
                        List.of("user"),
                        new Waits(
                                Optional.of(Duration.ofMillis(1500)),
                                Optional.of(Duration.ofMillis(20)),
                                Optional.of(Duration.ofMillis(30)),
                                Optional.of(Duration.ofMillis(40))),
                        List.of("x-tenant"),
                        false,
                        new RetrySettings(3, Set.of(418), true),
                        Optional.empty(),
                        Optional.of(new CacheSettings(CacheSettings.Mode.SEMANTIC, Optional.of(Duration.ofMinutes(1)))),
                        RescueMode.AUTO,
                        Map.of(
                                "openai_organization", JsonCodec.string("org"),
                                "made_up", JsonCodec.parseObject("{\"aB\":1}")),
                        false));
    }

    @Test
    void everyDefaultOfATarget() {
        Target target = target("{'provider': 'openai', 'api_key': 'sk'}");

        assertThat(target.name()).isEmpty();
        assertThat(target.weight()).isEqualTo(1);
        assertThat(target.strict()).isTrue();
        assertThat(target.retry()).isEqualTo(RetrySettings.NONE);
        assertThat(target.cache()).isEmpty();
        assertThat(target.rescue()).isEqualTo(RescueMode.AUTO);
        assertThat(target.waits().request()).isEmpty();
        assertThat(target.customHost()).isEmpty();
        assertThat(target.forwardHeaders()).isEmpty();
        assertThat(target.options()).isEmpty();
        assertThat(target("{'retry': {'attempts': 1}}").retry())
                .isEqualTo(new RetrySettings(1, Set.of(429, 500, 502, 503, 504, 529), false));
    }

    @Test
    void targetsInheritTheRescueOfTheStrategiesAboveThem() {
        TargetGroup group = (TargetGroup) READER.read(json("""
                                {"strategy": {"mode": "fallback", "rescue": "replay"}, "targets": [
                                    {"provider": "ollama"},
                                    {"strategy": {"mode": "single", "rescue": "off"}, "targets": [{"provider": "ollama"}]}]}
                                """), false).root();

        assertThat(((Target) group.targets().get(0)).rescue()).isEqualTo(RescueMode.REPLAY);
        assertThat(((Target) ((TargetGroup) group.targets().get(1)).targets().get(0)).rescue())
                .isEqualTo(RescueMode.OFF);
    }

    @Test
    void readsGroupsToAnyDepth() {
        TargetGroup group = (TargetGroup) READER.read(json("""
                                {
                                  "strategy": {"mode": "fallback", "on_status_codes": [429]},
                                  "targets": [
                                    {"strategy": {"mode": "loadbalance"}, "weight": 2, "name": "both", "targets": [
                                      {"provider": "openai", "api_key": "a", "weight": 0},
                                      {"provider": "openai", "api_key": "b"}]},
                                    {"strategy": {"mode": "conditional", "default": "x", "conditions":
                                      [{"query": {"metadata.userName": {"$eq": "u"}}, "then": "x"}]},
                                     "targets": [{"name": "x", "provider": "ollama"}]},
                                    {"strategy": {"mode": "single"}, "targets": [{"provider": "ollama"}]}
                                  ]
                                }
                                """), false).root();

        assertThat(group.strategy())
                .isEqualTo(new Strategy(
                        Strategy.Mode.FALLBACK, Optional.of(Set.of(429)), List.of(), "", Optional.empty()));
        TargetGroup balanced = (TargetGroup) group.targets().get(0);
        assertThat(balanced.path()).isEqualTo("config.targets[0]");
        assertThat(balanced.name()).isEqualTo("both");
        assertThat(balanced.weight()).isEqualTo(2);
        assertThat(balanced.targets())
                .extracting(ConfigNode::path)
                .containsExactly("config.targets[0].targets[0]", "config.targets[0].targets[1]");
        TargetGroup conditional = (TargetGroup) group.targets().get(1);
        assertThat(conditional.strategy().defaultTarget()).isEqualTo("x");
        assertThat(conditional.strategy().conditions().get(0).query())
                .isEqualTo(JsonCodec.parseObject("{\"metadata.userName\":{\"$eq\":\"u\"}}"));
    }

    @Nested
    class NamingAProvider {
        @Test
        void bySlug() {
            Target target = target("{'provider': '@prod'}");

            assertThat(target.provider()).isEmpty();
            assertThat(target.virtualKey()).contains("prod");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'provider': 'openai', 'api_key': 'k'}",
                    "{'virtual_key': 'k'}",
                    "{'virtualKey': 'k'}",
                    "{'passthrough': true}",
                    "{'override_params': {'model': '@prod/gpt-4o'}}",
                    "{'strategy': {'mode': 'single'}, 'targets': [{'virtual_key': 'k'}]}"
                })
        void isEnough(String config) {
            assertThat(READER.read(json(config), false).namesProvider()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[]",
                    "5",
                    "null",
                    "\"pc\"",
                    "{'retry': {'attempts': 1}}",
                    "{'api_key': 'k'}",
                    "{'retry': {'attempts': 'not looked at'}}"
                })
        void isForTheCallWhereTheConfigDoesNot(String config) {
            assertThatThrownBy(() -> READER.read(json(config), false))
                    .isInstanceOf(GatewayException.class)
                    .hasMessage(
                            "Either x-portkey-provider needs to be passed. Or the x-portkey-config header should have a"
                                    + " valid config with provider details in it.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{broken", "", "pc-main", "{'a': 1} x", "{\"provider\":"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> READER.read(text, true))
                .hasMessage("Invalid config passed. You need to pass a valid json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': 1}", "[1]", "true", "'x'", "1"})
    void refusesTheOldFormOnlyWhenItIsTheOnlyProblem(String options) {
        String config = "{'provider': 'openai', 'api_key': 'k', 'options': " + options + "}";

        assertThatThrownBy(() -> READER.read(json(config), true))
                .hasMessage(
                        "This version of config is not supported in this route. Please migrate to the latest version");
        assertThat(problems(config.replace("'openai'", "5"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "0", "''"})
    void anEmptyOldFormIsNone(String options) {
        assertThat(target("{'provider': 'openai', 'api_key': 'k', 'options': " + options + "}")
                        .provider())
                .isEqualTo("openai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'provider': 'openai', 'api_key': 'k'}",
                "{'provider': 'openai', 'custom_host': 'http://localhost:1'}",
                "{'provider': 'ollama'}",
                "{'provider': 'triton'}",
                "{'provider': '@slug'}",
                "{'cache': {'mode': 'simple'}}",
                "{'retry': {'attempts': 0}}",
                "{'request_timeout': 0}",
                "{'virtual_key': 'x'}",
                "{'prompt_id': 'x'}",
                "{'forward_headers': []}",
                "{'passthrough': true}",
                "{'default_params': {}}",
                "{'drop_params': []}",
                "{'before_request_hooks': [{}]}",
                "{'after_request_hooks': []}",
                "{'input_guardrails': ['pg-1', {}]}",
                "{'output_guardrails': []}",
                "{'aws_access_key_id': 'a', 'aws_secret_access_key': 'b'}",
                "{'provider': 'bedrock', 'aws_role_arn': 'r'}",
                "{'provider': 'azure-openai', 'azure_auth_mode': 'managed'}",
                "{'provider': 'vertex-ai', 'vertex_region': 'r', 'vertex_project_id': 'p'}",
                "{'provider': 'vertex-ai', 'vertex_region': 'r', 'vertex_service_account_json': {'a': 'b'}}"
            })
    void acceptsWhatSaysSomething(String config) {
        assertThat(target(config).path()).isEqualTo("config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                    | path: , message: Expected object, received array",
                "{'provider': 5}                       | path: provider, message: Expected string, received number",
                "{'provider': null}                    | path: provider, message: Expected string, received null",
                "{'provider': 'x', 'api_key': 'k'}     | path: provider, message: Invalid 'provider' value. Must be one of: openai, anthropic, ollama, triton, vertex-ai, azure-openai, bedrock",
                "{'provider': '@', 'api_key': 'k'}     | path: provider, message: Invalid 'provider' value. Must be one of: openai, anthropic, ollama, triton, vertex-ai, azure-openai, bedrock",
                "{'provider': 'ollama', 'api_key': 5}  | path: api_key, message: Expected string, received number",
                "{'provider': 'ollama', 'api_key': ''} | path: api_key, message: String must contain at least 1 character(s)",
                "{'virtual_key': []}                   | path: virtual_key, message: Expected string, received array",
                "{'virtual_key': ''}                   | path: virtual_key, message: String must contain at least 1 character(s)",
                "{'provider': 'ollama', 'name': true}  | path: name, message: Expected string, received boolean",
                "{'provider': 'ollama', 'weight': 'heavy'} | path: weight, message: Expected number, received string",
                "{'provider': 'ollama', 'weight': -1}  | path: weight, message: Number must be greater than or equal to 0",
                "{'provider': 'ollama', 'weight': 1e999} | path: weight, message: Number must be less than or equal to 1000000000",
                "{'provider': 'ollama', 'override_params': 'x'} | path: override_params, message: Expected object, received string",
                "{'default_params': []}                | path: default_params, message: Expected object, received array",
                "{'drop_params': 'x'}                  | path: drop_params, message: Expected array, received string",
                "{'drop_params': ['x', 5]}             | path: drop_params,1, message: Expected string, received number",
                "{'request_timeout': '5'}              | path: request_timeout, message: Expected number, received string",
                "{'request_timeout': -5}               | path: request_timeout, message: Number must be greater than or equal to 0",
                "{'retry': 3}                          | path: retry, message: Expected object, received number",
                "{'retry': {}}                         | path: retry,attempts, message: Required",
                "{'retry': {'attempts': '3'}}          | path: retry,attempts, message: Expected number, received string",
                "{'retry': {'attempts': -1}}           | path: retry,attempts, message: Number must be greater than or equal to 0",
                "{'retry': {'attempts': 1.5}}          | path: retry,attempts, message: Expected integer, received float",
                "{'retry': {'attempts': 1, 'on_status_codes': ['x']}} | path: retry,on_status_codes,0, message: Expected number, received string",
                "{'retry': {'attempts': 1, 'on_status_codes': 5}} | path: retry,on_status_codes, message: Expected array, received number",
                "{'retry': {'attempts': 1, 'use_retry_after_header': 1}} | path: retry,use_retry_after_header, message: Expected boolean, received number",
                "{'retry': {'attempts': 1, 'useRetryAfterHeaders': 1}} | path: retry,useRetryAfterHeaders, message: Expected boolean, received number",
                "{'cache': 'simple'}                   | path: cache, message: Expected object, received string",
                "{'cache': {}}                         | path: cache,mode, message: Required",
                "{'cache': {'mode': 'psychic'}}        | path: cache,mode, message: Invalid 'cache.mode' value. Must be one of: simple, semantic",
                "{'cache': {'mode': 'simple', 'max_age': '1'}} | path: cache,max_age, message: Expected number, received string",
                "{'provider': 'openai', 'custom_host': 'http://169.254.169.254'} | path: custom_host, message: Invalid custom host",
                "{'provider': 'openai', 'customHost': 'http://10.0.0.1'} | path: customHost, message: Invalid custom host",
                "{'provider': 'openai', 'custom_host': ''} | path: custom_host, message: Invalid custom host",
                "{'provider': 'openai', 'custom_host': 5} | path: custom_host, message: Expected string, received number",
                "{'provider': 'ollama', 'custom_host': 'http://localhost', 'customHost': 'http://localhost'} | path: customHost, message: The same as 'custom_host', which is there as well",
                "{'forward_headers': 'x'}              | path: forward_headers, message: Expected array, received string",
                "{'forward_headers': ['x', 'X-Portkey-Forward-Headers']} | path: forward_headers, message: forward_headers must not contain the 'x-portkey-forward-headers' header",
                "{'forward_headers': ['Metadata-Flavor']} | path: forward_headers, message: forward_headers must not contain the 'metadata-flavor' header",
                "{'forward_headers': ['a b']}          | path: forward_headers, message: forward_headers must contain names of headers only",
                "{'provider': 'ollama', 'strict_open_ai_compliance': 'false'} | path: strict_open_ai_compliance, message: Expected boolean, received string",
                "{'input_guardrails': {}}              | path: input_guardrails, message: Expected array, received object",
                "{'input_guardrails': ['x', 1]}        | path: input_guardrails,1, message: Expected object, received number",
                "{'before_request_hooks': ['x']}       | path: before_request_hooks,0, message: Expected object, received string",
                "{'provider': 'ollama', 'on_status_codes': 'x'} | path: on_status_codes, message: Expected array, received string",
                "{'provider': 'ollama', 'aws_region': 5} | path: aws_region, message: Expected string, received number",
                "{'provider': 'ollama', 'openai_project': 5} | path: openai_project, message: Expected string, received number",
                "{'provider': 'ollama', 'vertex_service_account_json': {'client_id': 5}} | path: vertex_service_account_json,client_id, message: Expected string, received number",
                "{'provider': 'vertex-ai', 'api_key': 'k', 'vertex_region': 'r'} | path: , message: Invalid configuration. ('vertex_project_id' and 'vertex_region') or ('vertex_service_account_json' and 'vertex_region') are required for 'vertex-ai' provider. Example: { 'provider': 'vertex-ai', 'vertex_project_id': 'my-project-id', 'vertex_region': 'us-central1', api_key: 'ya29...' }",
                "{'strategy': 'fallback', 'targets': [{'provider': 'ollama'}]} | path: strategy, message: Expected object, received string",
                "{'strategy': {}, 'targets': [{'provider': 'ollama'}]} | path: strategy,mode, message: Required",
                "{'strategy': {'mode': 'roulette'}, 'targets': [{'provider': 'ollama'}]} | path: strategy,mode, message: Invalid 'mode' value. Must be one of: single, loadbalance, fallback, conditional",
                "{'strategy': {'mode': 'fallback', 'on_status_codes': ['a']}, 'targets': [{'provider': 'ollama'}]} | path: strategy,on_status_codes,0, message: Expected number, received string",
                "{'strategy': {'mode': 'single'}, 'targets': []} | path: targets, message: Array must contain at least 1 element(s)",
                "{'strategy': {'mode': 'single'}, 'targets': {}} | path: targets, message: Expected array, received object",
                "{'strategy': {'mode': 'single'}, 'targets': ['x']} | path: targets,0, message: Expected object, received string",
                "{'strategy': {'mode': 'single'}, 'provider': 'ollama'} | path: targets, message: Required",
                "{'targets': [{'provider': 'ollama'}], 'provider': 'ollama'} | path: strategy, message: Required",
                "{'strategy': {'mode': 'fallback'}, 'targets': [{'provider': 'ollama'}, {'provider': 'x'}]} | path: targets,1,provider, message: Invalid 'provider' value. Must be one of: openai, anthropic, ollama, triton, vertex-ai, azure-openai, bedrock",
                "{'strategy': {'mode': 'loadbalance'}, 'targets': [{'provider': 'ollama', 'weight': 0}, {'provider': 'ollama', 'weight': 0}]} | path: targets, message: At least one target must have a weight above 0",
                "{'strategy': {'mode': 'conditional', 'default': 'a'}, 'targets': [{'provider': 'ollama', 'name': 'a'}]} | path: strategy,conditions, message: No conditions passed in the query router",
                "{'strategy': {'mode': 'conditional', 'conditions': [{'then': 'a'}]}, 'targets': [{'provider': 'ollama', 'name': 'a'}]} | path: strategy,conditions,0,query, message: Required",
                "{'strategy': {'mode': 'conditional', 'conditions': [{'query': {}, 'then': 'zz'}]}, 'targets': [{'provider': 'ollama', 'name': 'a'}]} | path: strategy,conditions,0,then, message: Invalid target name found in the query router: zz",
                "{'strategy': {'mode': 'conditional', 'default': 'zz', 'conditions': [{'query': {}, 'then': 'a'}]}, 'targets': [{'provider': 'ollama', 'name': 'a'}]} | path: strategy,default, message: Invalid target name found in the query router: zz",
                "{'strategy': {'mode': 'conditional', 'conditions': [{'query': {}, 'then': 'a'}]}, 'targets': [{'provider': 'ollama', 'name': 'a'}, {'provider': 'ollama', 'name': 'a'}]} | path: strategy,conditions,0,then, message: More than one target has the name: a"
            })
    void namesThePlace(String config, String problem) {
        assertThat(problems(config)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'provider': 'openai'}",
                "{'api_key': 'k'}",
                "{'strategy': {'mode': 'single'}}",
                "{'override_params': {'model': 'm'}}",
                "{'made_up': 1}",
                "{'aws_access_key_id': 'a'}"
            })
    void refusesWhatSaysNothing(String config) {
        assertThat(problems(config)).containsExactly("path: , message: " + USELESS);
    }

    @Test
    void listsAllProblemsOfAllTargetsAndSparesTheRulesOfThoseThatFailedAlready() {
        assertThat(problems("{'strategy': {'mode': 'fallback'}, 'request_timeout': 'x', 'targets': ["
                        + "{'provider': 'openai'}, {'retry': {'attempts': 'x'}, 'cache': {}}, {'weight': 'x'}]}"))
                .containsExactly(
                        "path: request_timeout, message: Expected number, received string",
                        "path: targets,0, message: " + USELESS,
                        "path: targets,1,retry,attempts, message: Expected number, received string",
                        "path: targets,1,cache,mode, message: Required",
                        "path: targets,2,weight, message: Expected number, received string");
    }

    @Test
    void boundsRetriesAndDepth() {
        assertThat(target("{'retry': {'attempts': 100}}").retry().attempts()).isEqualTo(5);
        assertThat(READER.read(json(nested(64)), false).root()).isInstanceOf(TargetGroup.class);
        assertThat(problems(nested(65))).singleElement().asString().endsWith("message: Nested deeper than 64 levels");
    }

    private static String nested(int groups) {
        String open = "{'strategy':{'mode':'single'},'targets':[";
        return open.repeat(groups) + "{'provider':'ollama'}" + "]}".repeat(groups);
    }

    private static Target target(String config) {
        return (Target) READER.read(json(config), true).root();
    }

    private static List<String> problems(String config) {
        GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> READER.read(json(config), true));
        assertThat(refusal).hasMessage("Invalid config passed");
        return refusal.problems();
    }

    /** Texts that the tests write with single quotes. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
