package dev.portkey.provider.azure;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.StreamTranslator;
import java.util.Optional;

/**
 * Claude in Foundry: Anthropic's API below a URL that ends in {@code /anthropic}
 * (learn.microsoft.com/azure/ai-foundry/foundry-models/how-to/use-foundry-models-claude). An operation of Anthropic's, at its
 * place there.
 */
record FoundryClaude(Operation anthropic) implements Operation {
    private static final String VERSION = "2023-06-01";

    /** Whether the target's URL is one of Claude's. */
    static boolean isAt(Target target) {
        return target.customHost()
                .or(() -> target.option("azure_foundry_url"))
                .filter(url -> url.contains("anthropic"))
                .isPresent();
    }

    /** A key travels as Anthropic's do; a token of Entra stays a bearer. */
    static Headers headers(Target target) {
        Headers.Builder headers = AzureKeys.headers(target, key -> Headers.of("x-api-key", key)).toBuilder();
        headers.add("anthropic-version", target.option("anthropic_version").orElse(VERSION));
        target.option("anthropic_beta").ifPresent(beta -> headers.add("anthropic-beta", beta));
        return headers.build();
    }

    @Override
    public String path(ProviderCall call) {
        return "/v1" + anthropic.path(call);
    }

    @Override
    public Optional<String> baseUrl(Target target) {
        return anthropic.baseUrl(target);
    }

    @Override
    public String method(ProviderCall call) {
        return anthropic.method(call);
    }

    @Override
    public byte[] request(ProviderCall call) {
        return anthropic.request(call);
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        return anthropic.reply(call, body);
    }

    @Override
    public boolean repliesWithJson() {
        return anthropic.repliesWithJson();
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return anthropic.error(call, status, body);
    }

    @Override
    public boolean relaysErrors() {
        return anthropic.relaysErrors();
    }

    @Override
    public boolean prefixesErrors() {
        return anthropic.prefixesErrors();
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return anthropic.stream(call);
    }
}
