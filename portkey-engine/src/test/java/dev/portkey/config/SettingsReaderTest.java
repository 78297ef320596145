package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portkey.credential.ApiKey;
import dev.portkey.credential.Caller;
import dev.portkey.credential.Secret;
import dev.portkey.credential.VirtualKey;
import dev.portkey.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OPENAI_API_KEY", "sk-from-env", "PORT", "9000", "BLANK", " ", "TEAM", "blue");

    private static final Set<String> PROVIDERS = new LinkedHashSet<>(List.of("openai", "anthropic", "bedrock"));

    @Test
    void everyDefault() {
        Settings settings = read("{}");

        assertThat(settings).usingRecursiveComparison().isEqualTo(Settings.defaults());
        assertThat(settings.server()).isEqualTo(new Settings.Server("127.0.0.1", 8787));
        assertThat(settings.apiKeys()).isEmpty();
        assertThat(settings.virtualKeys()).isEmpty();
        assertThat(settings.configs()).isEmpty();
        assertThat(settings.providerBaseUrls()).isEmpty();
        assertThat(settings.customHosts().allow()).containsExactly("localhost", "127.0.0.1", "::1");
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(
                        104_857_600,
                        104_857_600,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        4096,
                        1024,
                        Duration.ofSeconds(30)));
        assertThat(settings.proxy()).isEmpty();
        assertThat(settings.cache()).isEqualTo(new Settings.Cache(Settings.Cache.Store.MEMORY, 268_435_456));
    }

    @Test
    void everyName() {
        Settings settings = read("""
                {
                  "server": {"host": "0.0.0.0", "port": 1},
                  "api_keys": [{"name": "ci", "key": "gw-1", "default_config": "pc-main", "metadata": {"team": "a"}}],
                  "virtual_keys": [{"slug": "aws", "provider": "bedrock", "api_key": "k", "custom_host": "http://10.0.0.1/v1/",
                                    "aws_region": "eu-west-1", "azure_api_version": "v1"}],
                  "configs": [{"id": "pc-main", "config": {"provider": "openai", "api_key": "sk"}}],
                  "providers": {"openai": {"base_url": "http://10.0.0.2:8000/v1"}},
                  "custom_hosts": {"allow": ["localhost", "*.svc.cluster.local"]},
                  "limits": {"max_body_bytes": 2, "max_reply_bytes": 3, "connect_timeout_ms": 4, "first_byte_timeout_ms": 5,
                             "first_token_timeout_ms": 10, "stream_idle_timeout_ms": 6, "deadline_ms": 11, "max_connections_per_provider": 7,
                             "max_queued_per_provider": 8, "stop_timeout_ms": 0},
                  "proxy": {"url": "http://proxy:3128", "username": "u", "password": "p", "no_proxy": ["*.internal"]},
                  "cache": {"store": "memory", "max_bytes": 9}
                }
                """);

        assertThat(settings.server()).isEqualTo(new Settings.Server("0.0.0.0", 1));
        assertThat(settings.apiKeys())
                .containsExactly(new ApiKey("ci", Secret.of("gw-1"), Optional.of("pc-main"), Map.of("team", "a")));
        assertThat(settings.virtualKeys())
                .containsExactly(new VirtualKey(
                        "aws",
                        "bedrock",
                        Optional.of(Secret.of("k")),
                        Optional.of("http://10.0.0.1/v1"),
                        Map.of(
                                "aws_region", JsonCodec.string("eu-west-1"),
                                "api_version", JsonCodec.string("v1"))));
        assertThat(settings.configs())
                .containsExactly(
                        Map.entry("pc-main", JsonCodec.parseObject("{\"provider\":\"openai\",\"api_key\":\"sk\"}")));
        assertThat(settings.providerBaseUrls()).containsExactly(Map.entry("openai", "http://10.0.0.2:8000/v1"));
        assertThat(settings.customHosts().allow()).containsExactly("localhost", "*.svc.cluster.local");
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(
                        2,
                        3,
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(6),
                        Duration.ofMillis(11),
                        7,
                        8,
                        Duration.ZERO));
        assertThat(settings.proxy())
                .contains(new Settings.Proxy(
                        URI.create("http://proxy:3128"),
                        Optional.of("u"),
                        Optional.of(Secret.of("p")),
                        List.of("*.internal")));
        assertThat(settings.cache().maxBytes()).isEqualTo(9);
        assertThat(settings.toString()).doesNotContain("gw-1", "sk");
    }

    @Nested
    class WithPlaceholders {
        @Test
        void takesValuesFromTheEnvironmentAndFromFiles(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("key"), "\n gw-from-file \n");

            Settings settings = read("""
                    {
                      "server": {"port": "${env:PORT}"},
                      "api_keys": [{"name": "a-${env:TEAM}-${env:PORT}", "key": "${file:%s}",
                                    "metadata": {"team": "$${env:TEAM}"}}],
                      "configs": [{"id": "pc", "config": {"targets": [{"provider": "openai", "api_key": "${env:OPENAI_API_KEY}"}],
                                   "strategy": {"mode": "single"}}}]
                    }
                    """.formatted(file.toString().replace("\\", "\\\\")));

            assertThat(settings.server().port()).isEqualTo(9000);
            assertThat(settings.apiKeys().get(0).name()).isEqualTo("a-blue-9000");
            assertThat(settings.apiKeys().get(0).key().reveal()).isEqualTo("gw-from-file");
            assertThat(settings.apiKeys().get(0).metadata()).containsEntry("team", "${env:TEAM}");
            assertThat(settings.configs()
                            .get("pc")
                            .getValue("/targets/0/api_key")
                            .toString())
                    .isEqualTo("\"sk-from-env\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "${env:MISSING}     | the environment variable MISSING is not set",
                    "${env:BLANK}       | expected a text that is not empty",
                    "${file:/no/such}   | cannot read the file /no/such",
                    "${vault:x}         | expected ${env:NAME} or ${file:PATH}; write $${ for a plain ${",
                    "a ${env:PORT       | expected ${env:NAME} or ${file:PATH}; write $${ for a plain ${"
                })
        void saysWhatIsMissing(String text, String problem) {
            assertThat(problems("{\"server\": {\"host\": \"" + text + "\"}}"))
                    .containsExactly("server.host: " + problem);
        }

        @Test
        void neverQuotesWhatAPlaceholderStandsFor() {
            assertThat(problems("{\"limits\": {\"max_body_bytes\": \"${env:OPENAI_API_KEY}\"}}"))
                    .containsExactly("limits.max_body_bytes: expected a whole number from 1 to 2147483647,"
                            + " got \"${env:OPENAI_API_KEY}\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'limit': {}}                        | limit: unknown, expected one of api_keys, cache, configs, custom_hosts, limits, providers, proxy, server, virtual_keys",
                "{'server': 5}                        | server: expected an object, got a number",
                "{'server': {'prot': 5}}              | server.prot: unknown, expected one of host, port",
                "{'server': {'host': true}}           | server.host: expected a text, got a boolean",
                "{'server': {'port': 65536}}          | server.port: expected a whole number from 0 to 65535, got 65536",
                "{'server': {'port': 1.5}}            | server.port: expected a whole number from 0 to 65535, got 1.5",
                "{'server': {'port': '80'}}           | server.port: expected a whole number from 0 to 65535, got a text",
                "{'limits': {'max_body_bytes': 'x'}}  | limits.max_body_bytes: expected a whole number from 1 to 2147483647, got a text",
                "{'limits': {'connect_timeout_ms': 0}} | limits.connect_timeout_ms: expected a whole number from 1 to 2147483647, got 0",
                "{'limits': {'stop_timeout_ms': null}} | limits.stop_timeout_ms: expected a whole number from 0 to 2147483647, got null",
                "{'cache': {'max_bytes': -1}}         | cache.max_bytes: expected a whole number from 1, got -1",
                "{'cache': {'store': 'disk'}}         | cache.store: expected \"memory\", got \"disk\"",
                "{'api_keys': {}}                     | api_keys: expected an array, got an object",
                "{'api_keys': [{'key': 'k'}]}         | api_keys[0].name: required",
                "{'api_keys': [{'name': 'a'}]}        | api_keys[0].key: required",
                "{'api_keys': [{'name': 'a', 'key': ''}]} | api_keys[0].key: expected a text that is not empty",
                "{'api_keys': [{'name': 'a', 'key': 'k'}, {'name': 'a', 'key': 'l'}]} | api_keys[1].name: \"a\" is there twice",
                "{'api_keys': [{'name': 'a', 'key': 'k'}, {'name': 'b', 'key': 'k'}]} | api_keys[1].key: the same key is there twice",
                "{'api_keys': [{'name': 'a', 'key': 'k', 'default_config': 'pc'}]} | api_keys[0].default_config: no config has the id \"pc\"",
                "{'api_keys': [{'name': 'a', 'key': 'k', 'metadata': {'x': 1}}]} | api_keys[0].metadata.x: expected a text, got a number",
                "{'virtual_keys': [{'provider': 'openai'}]} | virtual_keys[0].slug: required",
                "{'virtual_keys': [{'slug': 'a'}]}    | virtual_keys[0].provider: required",
                "{'virtual_keys': [{'slug': 'a/b', 'provider': 'openai'}]} | virtual_keys[0].slug: expected letters, digits, dots, hyphens and underscores only",
                "{'virtual_keys': [{'slug': 'a', 'provider': 'opanai'}]} | virtual_keys[0].provider: unknown provider \"opanai\", expected one of openai, anthropic, bedrock",
                "{'virtual_keys': [{'slug': 'a', 'provider': 'openai', 'apiKey': 'k'}]} | virtual_keys[0].apiKey: expected a name in snake case, such as api_key",
                "{'virtual_keys': [{'slug': 'a', 'provider': 'openai', 'aws_region': '${env:NO}'}]} | virtual_keys[0].aws_region: the environment variable NO is not set",
                "{'virtual_keys': [{'slug': 'a', 'provider': 'openai', 'custom_host': 'ftp://x'}]} | virtual_keys[0].custom_host: expected an absolute http or https URL without user info, query and fragment",
                "{'configs': [{'config': {'virtual_key': 'a'}}]} | configs[0].id: required",
                "{'configs': [{'id': 'pc'}]}          | configs[0].config: required",
                "{'configs': [{'id': 'pc', 'config': []}]} | configs[0].config: expected an object, got an array",
                "{'configs': [{'id': 'pc', 'config': {'strategy': {'mode': 'fallback'}, 'targets': [{'provider': 'x'}]}}]} | configs[0].config.targets[0].provider: Invalid 'provider' value. Must be one of: openai, anthropic, bedrock",
                "{'configs': [{'id': 'pc', 'config': {'virtual_key': 'a', 'options': [1]}}]} | configs[0].config.options: This version of config is not supported in this route. Please migrate to the latest version",
                "{'providers': {'opanai': {'base_url': 'http://x'}}} | providers.opanai: unknown provider \"opanai\", expected one of openai, anthropic, bedrock",
                "{'providers': {'openai': {'url': 'http://x'}}} | providers.openai.url: unknown, expected one of base_url",
                "{'providers': {'openai': {'base_url': 'x/v1'}}} | providers.openai.base_url: expected an absolute http or https URL without user info, query and fragment",
                "{'providers': {'openai': {'base_url': 'http://u:p@x'}}} | providers.openai.base_url: expected an absolute http or https URL without user info, query and fragment",
                "{'custom_hosts': {'allow': ['localhost', '127.1']}} | custom_hosts.allow[1]: expected a host name, *.domain, an address or a range such as 10.0.0.0/8, got \"127.1\"",
                "{'proxy': {}}                        | proxy.url: required",
                "{'proxy': {'url': 'http://p:1', 'password': 'x'}} | proxy.username: expected together with password"
            })
    void namesThePlaceAndWhatWasExpected(String document, String problem) {
        assertThat(problems(document.replace('\'', '"'))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'api_keys': [{'name': 'a', 'key': 1357924680}]}",
                "{'api_keys': [1357924680]}",
                "{'api_keys': ['1357924680']}",
                "{'api_keys': '1357924680'}",
                "{'virtual_keys': [{'slug': 'a', 'provider': 'openai', 'api_key': 1357924680}]}",
                "{'virtual_keys': {'openai': '1357924680'}}",
                "{'virtual_keys': ['1357924680']}",
                "{'proxy': {'url': 'http://p:1', 'username': 'u', 'password': 1357924680}}",
                "{'proxy': 'http://u:1357924680@p:1'}",
                "{'limits': {'max_body_bytes': 'sk-1357924680'}}",
            })
    void neverQuotesASecretOfTheWrongType(String document) {
        assertThat(problems(document.replace('\'', '"')))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("1357924680"));
    }

    @Test
    void listsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read("{\"server\": {\"port\": -1}, \"cache\": {\"size\": 1}, \"limits\": []}"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("Invalid settings in test.json:\n"
                        + "  server.port: expected a whole number from 0 to 65535, got -1\n"
                        + "  limits: expected an object, got an array\n"
                        + "  cache.size: unknown, expected one of max_bytes, store");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(problems("{\"server\": }")).singleElement().asString().startsWith("not valid JSON at byte 11");
        assertThat(problems("[]")).singleElement().asString().contains("an object");
    }

    @Test
    void savedConfigsAreFoundById() {
        ConfigCatalog catalog = read("{\"configs\": [{\"id\": \"pc\", \"config\": {\"virtual_key\": \"a\"}}]}")
                .configCatalog();

        assertThat(catalog.config("pc", Caller.ANONYMOUS).toCompletableFuture().join())
                .contains(JsonCodec.object().add("virtual_key", "a").build());
        assertThat(catalog.config("no", Caller.ANONYMOUS).toCompletableFuture().join())
                .isEmpty();
    }

    private static Settings read(String json) {
        return new SettingsReader(PROVIDERS, name -> Optional.ofNullable(ENVIRONMENT.get(name)))
                .read(new SettingsSource("test.json", json));
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> read(json))
                .problems();
    }
}
