package dev.portkey.json;

/** Text that is not JSON (RFC 8259). The message names the byte offset and what was expected, never the text itself. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;

    public JsonSyntaxException(int offset, String expected) {
        super("not valid JSON at byte " + offset + ": expected " + expected, null, false, false);
        this.offset = offset;
    }

    /** Zero-based offset of the first byte that does not fit. */
    public int offset() {
        return offset;
    }
}
