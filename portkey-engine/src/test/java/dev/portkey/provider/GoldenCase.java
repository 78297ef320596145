package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.credential.Secret;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.anthropic.AnthropicProvider;
import dev.portkey.provider.azure.AzureAiProvider;
import dev.portkey.provider.azure.AzureOpenAiProvider;
import dev.portkey.provider.azure.AzureTokens;
import dev.portkey.provider.compatible.CompatibleProviders;
import dev.portkey.provider.ollama.OllamaProvider;
import dev.portkey.provider.openai.OpenAiProvider;
import dev.portkey.translate.ProviderError;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One folder {@code golden/<provider>/<endpoint>/<case>}: what a client asks ({@code request.json}), what the provider is to
 * be sent ({@code sent.json}), what it answers ({@code received.json}, {@code .sse}) and what the client is to get
 * ({@code reply.json}, {@code .sse}, or {@code error.json} with message, type, param and code). Each file may be missing.
 * {@code case.json} may add {@code key}, {@code strict}, {@code options}, the client's {@code path}, {@code sent_url},
 * {@code sent_headers}, and the {@code status} of an error. The clock stands at 2026-01-02T03:04:05Z.
 */
record GoldenCase(Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final ProviderRegistry PROVIDERS = ProviderRegistry.of(providers());

    private static final Map<String, Endpoint> ENDPOINTS = Map.of(
            "chat", Endpoint.CHAT_COMPLETION,
            "completions", Endpoint.COMPLETION,
            "embeddings", Endpoint.EMBEDDING,
            "images", Endpoint.IMAGE_GENERATION,
            "files", Endpoint.FILE_LIST,
            "fine_tuning", Endpoint.FINE_TUNE_RETRIEVE,
            "messages", Endpoint.MESSAGES,
            "count_tokens", Endpoint.MESSAGES_COUNT_TOKENS);

    private static List<Provider> providers() {
        var azureTokens = new AzureTokens(Map.of(), InstantSource.fixed(NOW));
        List<Provider> providers = new ArrayList<>(CompatibleProviders.all());
        providers.add(new AnthropicProvider());
        providers.add(new OpenAiProvider());
        providers.add(new OllamaProvider());
        providers.add(new AzureOpenAiProvider(azureTokens));
        providers.add(AzureAiProvider.foundry(azureTokens));
        providers.add(AzureAiProvider.gitHub(azureTokens));
        return providers;
    }

    static Stream<GoldenCase> all() throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths
                    .filter(path -> Files.isRegularFile(path.resolve("request.json")))
                    .sorted()
                    .map(GoldenCase::new)
                    .toList()
                    .stream();
        }
    }

    Provider provider() {
        return PROVIDERS
                .find(folder.getName(folder.getNameCount() - 3).toString())
                .orElseThrow();
    }

    Operation operation() {
        return provider().operation(endpoint()).orElseThrow();
    }

    ProviderCall call() {
        return new ProviderCall(
                endpoint(),
                "POST",
                settings().getString("path", "/v1"),
                "",
                Headers.EMPTY,
                Optional.of(JsonBody.parse(bytes("request.json"))),
                target(),
                NOW);
    }

    JsonObject settings() {
        return has("case.json") ? JsonCodec.parseObject(bytes("case.json")) : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Where the call goes: the URL an option names, the endpoint's own or the provider's, and the path. */
    String url() {
        ProviderCall call = call();
        String base = operation()
                .baseUrl(call.target())
                .or(() -> provider().namedBaseUrl(call.target()))
                .orElseGet(() -> provider().baseUrl(call.target()));
        return base + operation().path(call);
    }

    ProviderError error() {
        JsonObject error = JsonCodec.parseObject(bytes("error.json"));
        return new ProviderError(
                error.getString("message"),
                JsonMembers.text(error, "type"),
                JsonMembers.text(error, "param"),
                JsonMembers.text(error, "code"));
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String pretty(String file) {
        return GoldenTest.pretty(JsonCodec.parse(bytes(file)));
    }

    /** The value with its members in alphabetical order, so that texts can be compared and differences be read. */
    static JsonValue sorted(JsonValue value) {
        if (value instanceof JsonArray array) {
            JsonArrayBuilder items = JsonCodec.array();
            array.forEach(item -> items.add(sorted(item)));
            return items.build();
        }
        if (value instanceof JsonObject object) {
            JsonObjectBuilder members = JsonCodec.object();
            new TreeMap<>(object).forEach((name, member) -> members.add(name, sorted(member)));
            return members.build();
        }
        return value;
    }

    @Override
    public String toString() {
        int names = folder.getNameCount();
        return folder.subpath(names - 3, names).toString();
    }

    private Endpoint endpoint() {
        return ENDPOINTS.get(folder.getName(folder.getNameCount() - 2).toString());
    }

    private Target target() {
        JsonObject settings = settings();
        return Target.of("", provider().id()).toBuilder()
                .apiKey(Optional.of(Secret.of(settings.getString("key", "sk-ant-api03-test"))))
                .strict(settings.getBoolean("strict", true))
                .options(JsonMembers.object(settings, "options").orElse(JsonValue.EMPTY_JSON_OBJECT))
                .build();
    }
}
