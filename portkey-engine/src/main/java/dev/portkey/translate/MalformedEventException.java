package dev.portkey.translate;

/** A frame of an event stream that cannot be understood. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedEventException(String expected) {
        super(expected, null, false, false);
    }
}
