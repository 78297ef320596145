package dev.portkey.translate;

/** A provider reported an error inside an event stream. */
public final class ProviderErrorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProviderError error;
    private final int status;

    /** @param status the HTTP status the error would have had, were the stream not begun: 400 to 599 */
    public ProviderErrorException(int status, ProviderError error) {
        super(error.message(), null, false, false);
        this.error = error;
        this.status = status;
    }

    public ProviderError error() {
        return error;
    }

    public int status() {
        return status;
    }
}
