package dev.portkey.provider.azure;

import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.StreamTranslator;

/** Chat in Foundry: Anthropic's API where the URL is Claude's, the inference API elsewhere. */
record FoundryChat(Operation claude, Operation inference) implements Operation {
    private Operation of(ProviderCall call) {
        return FoundryClaude.isAt(call.target()) ? claude : inference;
    }

    @Override
    public String path(ProviderCall call) {
        return of(call).path(call);
    }

    @Override
    public byte[] request(ProviderCall call) {
        return of(call).request(call);
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        return of(call).reply(call, body);
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return of(call).error(call, status, body);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return of(call).stream(call);
    }
}
