package dev.portkey.provider.compatible;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import java.util.Optional;

/**
 * Snowflake Cortex (docs.snowflake.com, Cortex REST API), at the account of the option {@code snowflake_account}. The kind of
 * token is a key pair's JWT unless the option {@code snowflake_token_type} says {@code OAUTH} or
 * {@code PROGRAMMATIC_ACCESS_TOKEN}.
 */
final class Cortex {
    private Cortex() {}

    static Provider provider() {
        return CompatibleProvider.at("cortex", Cortex::url)
                .sendingHeaders(Cortex::tokenType)
                .chat(chat -> chat.movedTo("/cortex/inference:complete"));
    }

    private static Optional<String> url(Target target) {
        return UrlPart.host(target, "snowflake_account")
                .map(account -> "https://" + account + ".snowflakecomputing.com/api/v2");
    }

    private static Headers tokenType(ProviderCall call) {
        String type = call.target().option("snowflake_token_type").orElse("KEYPAIR_JWT");
        return Headers.of("x-snowflake-authorization-token-type", type);
    }
}
