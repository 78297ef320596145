package dev.portkey.http;

/** A custom host that is not to be used. The message says why, for logs and tests; clients are told only that it is invalid. */
public final class CustomHostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CustomHostException(String reason) {
        super(reason, null, false, false);
    }
}
