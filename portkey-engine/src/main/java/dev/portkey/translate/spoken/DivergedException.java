package dev.portkey.translate.spoken;

/** An answer that was to go on from another one does not fit what the client has been told. Quotes neither. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String why) {
        super(why, null, false, false);
    }
}
