package dev.portkey.exchange;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;

/**
 * A client's request, whichever door it came through.
 *
 * @param method in upper case
 * @param path as on the wire (still percent-encoded), from below the door's mount point on: {@code /v1/chat/completions}
 * @param query without {@code ?}, as on the wire; empty when there is none
 * @param headers all header fields
 * @param body the content; a stream is subscribed to at most once, and not at all when the call is refused before
 */
public record GatewayRequest(String method, String path, String query, Headers headers, Body body) {
    public GatewayRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /** A request without query. */
    public static GatewayRequest of(String method, String path, Headers headers, Body body) {
        return new GatewayRequest(method, path, "", headers, body);
    }
}
