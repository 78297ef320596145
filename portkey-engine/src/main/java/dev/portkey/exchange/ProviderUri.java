package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.CustomHostException;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a call goes.
 *
 * @param uri absolute
 * @param guarded a client named the host
 */
record ProviderUri(URI uri, boolean guarded) {
    private static final Pattern AZURE_PATH = Pattern.compile("/([a-z0-9][a-z0-9-]{0,62}\\.openai\\.azure\\.com)(/.*)");
    private static final String LEGACY = "/v1/proxy/";

    /** For an endpoint with a mapping, which may have a base URL of its own. */
    static ProviderUri of(Provider provider, Operation operation, ProviderCall call, Engine engine) {
        Base base = base(provider, call.target(), engine);
        String url = base.replaced ? base.url : operation.baseUrl(call.target()).orElse(base.url);
        return base.at(url, operation.path(call));
    }

    /** The base URL plus the client's own path and query. */
    static ProviderUri proxied(Provider provider, ProviderCall call, Engine engine) {
        if (!call.path().startsWith(LEGACY)) {
            Base base = base(provider, call.target(), engine);
            return base.at(base.url, provider.proxyPath(call) + query(provider.proxyQuery(call)));
        }
        String query = query(call.query());
        String rest = call.path().substring(LEGACY.length() - 1);
        var azure = AZURE_PATH.matcher(rest);
        if (provider.id().equals("azure-openai") && azure.matches()) {
            return new ProviderUri(parse("https://" + azure.group(1) + azure.group(2) + query), false);
        }
        Base base = base(provider, call.target(), engine);
        return base.at(base.url, legacyPath(provider, call, base.url, rest) + query);
    }

    private static String query(String query) {
        return query.isEmpty() ? "" : "?" + query;
    }

    /** Old clients name the version in the mode header's scheme, in the path, or nowhere. */
    private static String legacyPath(Provider provider, ProviderCall call, String base, String rest) {
        boolean versioned = rest.startsWith("/v1/") || rest.startsWith("/v2/");
        if (base.endsWith("/v1") && rest.startsWith("/v1/")) {
            return rest.substring("/v1".length());
        }
        boolean cohereMode = provider.id().equals("cohere") && call.headers().contains("x-portkey-mode");
        return cohereMode && !versioned ? "/v1" + rest : rest;
    }

    /**
     * @param replaced somebody named it in place of the provider's own
     * @param guarded that somebody may have been a client
     */
    private record Base(String url, boolean replaced, boolean guarded) {
        ProviderUri at(String url, String path) {
            return new ProviderUri(parse(url + path), guarded);
        }
    }

    private static Base base(Provider provider, Target target, Engine engine) {
        if (target.customHost().isPresent()) {
            String url = provider.customBaseUrl(target.customHost().get());
            return new Base(url, true, !target.customHostTrusted());
        }
        Optional<String> set =
                Optional.ofNullable(engine.settings().providerBaseUrls().get(provider.id()));
        if (set.isPresent()) {
            return new Base(set.get(), true, false);
        }
        return provider.namedBaseUrl(target)
                .map(url -> new Base(checked(url, engine), false, true))
                .orElseGet(() -> new Base(provider.baseUrl(target), false, false));
    }

    private static String checked(String url, Engine engine) {
        try {
            return engine.hosts().check(url).baseUrl();
        } catch (CustomHostException e) {
            throw GatewayException.invalidConfig("Invalid custom host");
        }
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw GatewayException.of(
                    ErrorCode.INVALID_REQUEST,
                    "The path or query of this call holds a character that must be percent-encoded");
        }
    }
}
