package dev.portkey.http;

/** Why a provider could not be asked or did not finish its answer. The message is for logs, not for clients. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong, from the earliest to the latest moment of a call. */
    public enum Kind {
        /** A client named this host, and it resolves to an address that the policy does not allow. Nothing was sent. */
        ADDRESS_REFUSED,
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** Too many connections or waiting requests for this host. */
        OVERLOADED,
        /** Nobody accepted the connection in time. */
        CONNECT_TIMEOUT,
        /** The connection was refused, or TLS failed. */
        CONNECT_FAILED,
        /** Connected, but no response headers in time after the request was sent, or its sending came to a halt. */
        FIRST_BYTE_TIMEOUT,
        /** The connection broke before the response headers, or they were no HTTP, or led to another protocol. */
        RESET,
        /** The connection broke within the response body, or what came cannot be unzipped. */
        CUT,
        /** Silence within the response body for longer than allowed. */
        STALLED,
        /** The request body could not be read from the client, or the call was cancelled. */
        ABORTED
    }

    private final Kind kind;

    public TransportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public TransportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
