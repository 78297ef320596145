package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.credential.Caller;
import dev.portkey.credential.Secret;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFromHeadersTest {
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "vertex-ai");
    private static final TargetFromHeaders TARGETS = new TargetFromHeaders(PROVIDERS);
    private static final ConfigReader READER =
            new ConfigReader(PROVIDERS, new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-portkey-provider: openai                                     | openai | ",
                "x-portkey-provider: @prod                                      |        | prod",
                "x-portkey-virtual-key: prod                                    |        | prod",
                "x-portkey-virtual-key: @prod                                   |        | prod",
                "x-portkey-provider: openai; x-portkey-virtual-key: prod        | openai | prod",
                "x-portkey-provider: @a; x-portkey-virtual-key: b               |        | b",
                "x-portkey-virtual-key:                                         |        | ",
                "accept: */*                                                    |        | "
            })
    void readsProviderAndVirtualKey(String headers, String provider, String virtualKey) {
        Target target = read(headers);

        assertThat(target.provider()).isEqualTo(provider == null ? "" : provider);
        assertThat(target.virtualKey()).isEqualTo(Optional.ofNullable(virtualKey));
        assertThat(target.path()).isEqualTo("config");
    }

    @ParameterizedTest
    @CsvSource({"x-portkey-provider: no-such-provider", "x-portkey-provider: @"})
    void refusesAProviderNobodyKnows(String headers) {
        assertThatThrownBy(() -> read(headers)).hasMessage("Invalid provider passed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization: Bearer sk              | sk",
                "authorization: bearer sk              | sk",
                "authorization: Basic sk               | Basic sk",
                "authorization: bearersk               | bearersk",
                "authorization: sk                     | sk",
                "x-api-key: sk                         | sk",
                "api-key: sk                           | sk",
                "authorization: Bearer a; x-api-key: b | a",
                "authorization: Bearer                 | ",
                "accept: */*                           | "
            })
    void readsTheProvidersKey(String headers, String key) {
        assertThat(read(headers).apiKey()).isEqualTo(Optional.ofNullable(key).map(Secret::of));
    }

    @Test
    void aKeyOfTheGatewayIsNotTheProviders() {
        Caller caller = new Caller("ci", Optional.empty(), Map.of(), Set.of("authorization"));

        assertThat(TARGETS.read(Headers.of("authorization", "Bearer gw"), caller)
                        .apiKey())
                .isEmpty();
        assertThat(TARGETS.read(Headers.of("authorization", "Bearer gw", "x-api-key", "sk"), caller)
                        .apiKey())
                .contains(Secret.of("sk"));
    }

    @Test
    void allOtherHeadersOfOursAreOptions() {
        Target target =
                read("x-portkey-api-key: gw; x-portkey-metadata: {}; x-portkey-trace-id: t; x-portkey-config: {};"
                        + "x-portkey-openai-organization: org; x-portkey-azure-resource-name: res; openai-beta: b1;"
                        + "anthropic-version: v1; x-portkey-anthropic-version: v2; x-portkey-vertex-service-account-json: {\"a\": \"b\"};"
                        + "x-other: o");

        assertThat(target.options())
                .isEqualTo(Map.of(
                        "openai_organization", JsonCodec.string("org"),
                        "resource_name", JsonCodec.string("res"),
                        "openai_beta", JsonCodec.string("b1"),
                        "anthropic_version", JsonCodec.string("v2"),
                        "vertex_service_account_json", JsonCodec.parse("{\"a\":\"b\"}")));
    }

    @Test
    void aServiceAccountThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> read("x-portkey-vertex-service-account-json: {secret"))
                .hasMessageContaining("x-portkey-vertex-service-account-json")
                .hasMessageNotContaining("secret");
    }

    @Nested
    class CompletingAConfig {
        private final Target fromHeaders =
                read("x-portkey-provider: openai; authorization: Bearer sk; x-portkey-openai-project: p;"
                        + "x-portkey-openai-organization: o");

        @Test
        void fillsWhatItDoesNotSay() {
            Target target = (Target) complete("{\"retry\":{\"attempts\":2},\"openai_organization\":\"mine\"}");

            assertThat(target.provider()).isEqualTo("openai");
            assertThat(target.apiKey()).contains(Secret.of("sk"));
            assertThat(target.retry().attempts()).isEqualTo(2);
            assertThat(target.option("openai_project")).contains("p");
            assertThat(target.option("openai_organization")).contains("mine");
        }

        @Test
        void keepsTheConfigsOwnKey() {
            assertThat(((Target) complete("{\"retry\":{\"attempts\":2},\"api_key\":\"mine\"}")).apiKey())
                    .contains(Secret.of("mine"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"provider\":\"anthropic\",\"custom_host\":\"http://localhost\"}",
                    "{\"virtual_key\":\"v\"}",
                    "{\"provider\":\"@v\"}",
                    "{\"override_params\":{\"model\":\"@v/m\"}}"
                })
        void leavesAConfigAloneThatNamesAProvider(String config) {
            ConfigNode read = READER.read(config, false).root();

            assertThat(TargetFromHeaders.complete(read, fromHeaders)).isSameAs(read);
        }

        @Test
        void fillsOnlyPassthroughTargetsOfAGroup() {
            TargetGroup group = (TargetGroup)
                    complete(
                            "{\"strategy\":{\"mode\":\"fallback\"},\"targets\":[{\"passthrough\":true},{\"retry\":{\"attempts\":1}}]}");

            assertThat(group.targets())
                    .extracting(node -> ((Target) node).provider())
                    .containsExactly("openai", "");
        }

        private ConfigNode complete(String config) {
            return TargetFromHeaders.complete(READER.read(config, true).root(), fromHeaders);
        }
    }

    /** Headers as {@code name: value; name: value}. */
    private static Target read(String headers) {
        Headers.Builder builder = Headers.builder();
        for (String header : headers.split(";")) {
            int colon = header.indexOf(':');
            builder.add(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return TARGETS.read(builder.build(), Caller.ANONYMOUS);
    }
}
