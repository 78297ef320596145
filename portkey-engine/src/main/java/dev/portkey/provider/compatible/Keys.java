package dev.portkey.provider.compatible;

import dev.portkey.http.Headers;
import dev.portkey.provider.ProviderCall;

/** The ways in which a provider's key travels. */
final class Keys {
    private Keys() {}

    /** In that header behind that scheme; nothing when there is no key. */
    static Headers header(ProviderCall call, String name, String scheme) {
        return call.target()
                .apiKey()
                .map(key -> Headers.of(name, scheme + key.reveal()))
                .orElse(Headers.EMPTY);
    }
}
