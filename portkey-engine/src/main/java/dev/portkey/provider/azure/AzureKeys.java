package dev.portkey.provider.azure;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import java.util.Optional;
import java.util.function.Function;

/** Which header authorizes a call: a Microsoft Entra token where there is one, else the key. */
final class AzureKeys {
    /** A token that the caller has fetched, or that {@link AzureTokens} has put there. */
    static final String TOKEN = "azure_ad_token";

    static final String MODE = "azure_auth_mode";

    private static final String BEARER = "Bearer ";

    private AzureKeys() {}

    /** @param keyHeader how a key is sent */
    static Headers headers(Target target, Function<String, Headers> keyHeader) {
        Optional<String> token = target.option(TOKEN);
        if (token.isPresent()) {
            String bare = token.get().startsWith(BEARER) ? token.get().substring(BEARER.length()) : token.get();
            return Headers.of("authorization", BEARER + bare);
        }
        return target.apiKey().map(key -> keyHeader.apply(key.reveal())).orElse(Headers.EMPTY);
    }

    /** Whether the target is authorized by something other than a key. */
    static boolean hasOther(Target target) {
        return target.option(TOKEN).isPresent() || target.option(MODE).isPresent();
    }
}
