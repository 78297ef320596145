package dev.portkey.http;

/** A body is longer than its reader accepts. */
public final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long maxBytes;

    BodyTooLargeException(long maxBytes) {
        super("the body is longer than " + maxBytes + " bytes");
        this.maxBytes = maxBytes;
    }

    /** The limit that was exceeded, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }
}
