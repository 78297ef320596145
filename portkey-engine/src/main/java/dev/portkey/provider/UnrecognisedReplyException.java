package dev.portkey.provider;

/** A provider's 2xx answer that is JSON but not the JSON it should be; the message says what is missing. */
public final class UnrecognisedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String missing;

    public UnrecognisedReplyException(String missing) {
        super(missing, null, false, false);
        this.missing = missing;
    }

    public String missing() {
        return missing;
    }
}
