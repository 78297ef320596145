package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonBody;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.StreamTranslator;
import java.util.Optional;

/**
 * Anthropic's own endpoints for Anthropic's own clients: requests, replies, errors and streams pass untouched, whatever
 * they hold.
 *
 * @param path added to the base URL
 */
record AnthropicMessages(String path) implements Operation {
    @Override
    public String path(ProviderCall call) {
        return path;
    }

    /** Version and betas may come in the body for clients that cannot set headers; the API knows them as headers only. */
    @Override
    public byte[] request(ProviderCall call) {
        return call.json()
                .without("anthropic_version")
                .without("anthropic_beta")
                .bytes();
    }

    @Override
    public Optional<JsonBody> prefilled(ProviderCall call, String said) {
        return AnthropicPrefill.of(call.json(), request(call), said);
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }

    @Override
    public boolean relaysErrors() {
        return true;
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return new AnthropicMessagesStream();
    }
}
