package dev.portkey.exchange;

import dev.portkey.credential.Caller;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import java.util.Set;

/** Which header fields a provider gets: its own, and of the client's those that may and should travel. */
final class ProviderHeaders {
    private static final String USER_AGENT = "Portkey-Java";

    /** Of the connection to us, or set by the transport. */
    private static final Set<String> CONNECTION = Set.of(
            "host",
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "accept-encoding");

    /** Of no use to a provider and none of its business. */
    private static final Set<String> PRIVATE = Set.of("cookie", "forwarded", "via", "x-real-ip");

    /** Would make a cloud's metadata service answer; never sent, whoever asks for it. */
    private static final Set<String> METADATA_SERVICE =
            Set.of("metadata-flavor", "x-aws-ec2-metadata-token", "x-google-metadata-request");

    private ProviderHeaders() {}

    /** For an endpoint with a mapping: the provider's own headers, the content type, and those that are to be forwarded. */
    static Headers unified(Provider provider, ProviderCall call, Caller caller) {
        Headers.Builder headers = Headers.builder().add("user-agent", USER_AGENT);
        headers.setAll(provider.headers(call));
        if (call.body().isPresent()) {
            headers.set("content-type", MediaTypes.JSON);
        } else if (call.endpoint().content() != Endpoint.Content.NONE) {
            call.headers().first("content-type").ifPresent(type -> headers.set("content-type", type));
        }
        forwarded(headers, call, caller);
        return headers.build();
    }

    /**
     * For the proxy route: what the client sent, plus the provider's own headers. Where the key is the client's, the
     * client's fields win, so that any scheme the provider understands passes; where the key is the operator's, the
     * client's credentials stay behind.
     */
    static Headers proxied(Provider provider, ProviderCall call, Caller caller) {
        Headers own = provider.headers(call);
        boolean clientsKey = call.target().apiKey().isEmpty() || call.keyIsClients();
        Headers.Builder headers = own.toBuilder();
        Headers.Builder passed = call.headers().toBuilder();
        passed.removeIf(name -> CONNECTION.contains(name)
                || PRIVATE.contains(name)
                || METADATA_SERVICE.contains(name)
                || name.startsWith("x-portkey-")
                || name.startsWith("x-forwarded-")
                || name.startsWith("proxy-")
                || ProviderCall.CREDENTIALS.contains(name) && !clientsKey
                || caller.gatewayKeyHeaders().contains(name));
        headers.setAll(passed.build());
        if (call.body().isPresent()) {
            headers.set("content-type", MediaTypes.JSON);
        } else if (call.method().equals("GET") || call.method().equals("HEAD")) {
            headers.remove("content-type");
        }
        forwarded(headers, call, caller);
        return headers.build();
    }

    private static void forwarded(Headers.Builder headers, ProviderCall call, Caller caller) {
        for (String name : call.target().forwardHeaders()) {
            boolean withheld = CONNECTION.contains(name)
                    || METADATA_SERVICE.contains(name)
                    || name.equals("x-portkey-api-key")
                    || caller.gatewayKeyHeaders().contains(name);
            if (!withheld) {
                call.headers().first(name).ifPresent(value -> headers.set(name, value));
            }
        }
    }
}
