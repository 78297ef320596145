package dev.portkey.http;

/**
 * What a provider answers: complete up to the headers, the body still on its way. The body must be subscribed to (and
 * finished or cancelled), or the connection stays taken.
 */
public record ProviderResponse(int status, Headers headers, Body body) {
    /** The media type in lower case without parameters; empty when there is none. */
    public String mediaType() {
        return MediaTypes.essence(headers.first("content-type").orElse(""));
    }
}
