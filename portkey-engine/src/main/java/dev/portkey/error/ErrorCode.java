package dev.portkey.error;

import java.util.Locale;

/**
 * Every way in which the gateway itself refuses or fails a call, with the HTTP status and the OpenAI error type that go
 * with it. The lower-case name is the {@code code} of the error body.
 */
public enum ErrorCode {
    /** The body is not JSON, or not the JSON the endpoint needs. */
    INVALID_JSON(400, "invalid_request_error"),
    /** A header, path, query or body field has a value that cannot be used. */
    INVALID_REQUEST(400, "invalid_request_error"),
    /** A config document or the headers that replace one were refused; rendered in the documented validation form. */
    INVALID_CONFIG(400, "invalid_request_error"),
    /** No valid gateway key came with the call. */
    INVALID_API_KEY(401, "invalid_request_error"),
    /** The provider needs a key and none was sent or configured. */
    MISSING_PROVIDER_KEY(401, "invalid_request_error"),
    /** The path or method is not one of the gateway's. */
    NOT_FOUND(404, "invalid_request_error"),
    /** The method is none that can be passed on safely. */
    METHOD_NOT_ALLOWED(405, "invalid_request_error"),
    /** The wait that the caller allowed is over. */
    REQUEST_TIMEOUT(408, "timeout_error"),
    /** The deadline of the whole call has passed. */
    DEADLINE_EXCEEDED(408, "timeout_error"),
    /** The body is larger than the operator allows. */
    BODY_TOO_LARGE(413, "invalid_request_error"),
    /** The chosen provider has no such endpoint; rendered in the documented form, which says status 500. */
    UNSUPPORTED_ENDPOINT(500, "invalid_request_error"),
    /** Something in the gateway itself is broken. */
    INTERNAL_ERROR(500, "server_error"),
    /** The provider could not be reached, or broke the connection before it answered. */
    PROVIDER_UNREACHABLE(502, "server_error"),
    /** The provider answered with something that is no answer. */
    INVALID_PROVIDER_RESPONSE(502, "server_error"),
    /** The provider broke off in the middle of a stream. */
    PROVIDER_STREAM_CUT(502, "server_error"),
    /** Another target was to go on where a stream broke off, and what it says does not fit or it cannot. */
    RESCUE_FAILED(502, "server_error"),
    /** Too many calls to this provider are already under way. */
    PROVIDER_OVERLOADED(503, "server_error"),
    /** The gateway is shutting down. */
    GATEWAY_STOPPING(503, "server_error"),
    /** The provider accepted the call and said nothing within the operator's limits. */
    PROVIDER_TIMEOUT(504, "server_error"),
    /** The provider fell silent in the middle of a stream. */
    PROVIDER_STREAM_STALLED(504, "server_error");

    private final int status;
    private final String type;

    ErrorCode(int status, String type) {
        this.status = status;
        this.type = type;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** OpenAI's {@code error.type}. */
    public String type() {
        return type;
    }

    /** The wire name: {@code invalid_api_key}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
