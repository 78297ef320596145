package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Turns the bytes of one body into others, piece by piece. One instance per body, called by one thread at a time. What is
 * handed to {@code out} belongs to the receiver.
 */
public interface ByteTransform {
    /** More input. An exception counts as a failure of the source and ends in {@link #fail}. */
    void next(ByteBuffer in, Consumer<ByteBuffer> out);

    /** The source ended in an orderly way. An exception counts as a failure of the source and ends in {@link #fail}. */
    void complete(Consumer<ByteBuffer> out);

    /**
     * The source failed after something had been put out: the last chance to say so within the body. The body then ends in
     * an orderly way, unless this throws, which breaks it off. Before anything was put out this is not called.
     */
    void fail(Throwable cause, Consumer<ByteBuffer> out);

    /** Whether the body is finished although the source is not; the source is then cancelled. Asked after each call. */
    boolean finished();
}
