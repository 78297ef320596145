package dev.portkey.exchange;

import dev.portkey.http.Headers;
import java.util.Set;

/** Which of a provider's header fields reach the client. */
final class ReplyHeaders {
    /**
     * Fields of the provider's connection or of bytes that are no longer the same; and fields that a browser or HTTP
     * client would take as said by the gateway's own host.
     */
    private static final Set<String> WITHHELD = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "date",
            "server",
            "via",
            "alt-svc",
            "strict-transport-security");

    private ReplyHeaders() {}

    static Headers of(Headers provider) {
        return provider.toBuilder()
                .removeIf(name -> WITHHELD.contains(name) || name.startsWith("x-portkey-"))
                .build();
    }

    /** For a body of the gateway's own making: with its content type, and no encoding. */
    static Headers of(Headers provider, String contentType) {
        return of(provider).toBuilder()
                .remove("content-encoding")
                .set("content-type", contentType)
                .build();
    }
}
