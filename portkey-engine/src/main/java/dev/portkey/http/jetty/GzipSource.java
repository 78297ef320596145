package dev.portkey.http.jetty;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A gzip body decoded while it is read, one buffer at a time and no faster. Input that ends within a member is a failure,
 * as a broken connection is; a body of no bytes at all is empty, since servers also put the header field on those. Read by
 * one thread at a time.
 *
 * <p>Jetty 12.1's own decoder is not used because it reads on for ever when the input ends too early.
 */
final class GzipSource implements Content.Source {
    /** Output of one read: 16 KiB, as much as Jetty reads from the socket at once. */
    private static final int OUTPUT_BYTES = 16 << 10;

    private final Content.Source encoded;
    private final ByteBufferPool buffers;
    // A body that is given up without being read to its end leaves the decoder to the garbage collector.
    private final GzipDecoder decoder = new GzipDecoder();
    private Content.@Nullable Chunk input;
    private boolean inputEnded;
    /** The end or the failure, which every further read gets as well. */
    private Content.@Nullable Chunk end;

    GzipSource(Content.Source encoded, ByteBufferPool buffers) {
        this.encoded = encoded;
        this.buffers = buffers;
    }

    @Override
    public Content.@Nullable Chunk read() {
        while (end == null) {
            if (input == null && inputEnded) {
                return finish();
            }
            if (input == null) {
                Content.Chunk next = encoded.read();
                if (next == null) {
                    return null;
                }
                if (Content.Chunk.isFailure(next)) {
                    return next.isLast() ? endWith(next) : next;
                }
                input = next;
                inputEnded = next.isLast();
            }
            Content.Chunk decoded = decode(input);
            if (decoded != null) {
                return decoded;
            }
        }
        return end;
    }

    @Override
    public void demand(Runnable dataAvailable) {
        if (end == null && input == null && !inputEnded) {
            encoded.demand(dataAvailable);
        } else {
            dataAvailable.run();
        }
    }

    @Override
    public void fail(Throwable cause) {
        encoded.fail(cause);
    }

    /** What comes of the input as far as it fits into one buffer; null when that is nothing. */
    private Content.@Nullable Chunk decode(Content.Chunk from) {
        RetainableByteBuffer pooled = buffers.acquire(OUTPUT_BYTES, false);
        ByteBuffer out = pooled.getByteBuffer().clear();
        try {
            decoder.decode(from.getByteBuffer(), out);
        } catch (IOException e) {
            pooled.release();
            return endWith(Content.Chunk.from(e, true));
        }
        if (out.hasRemaining()) { // so nothing of the input is left
            from.release();
            input = null;
        }
        out.flip();
        if (out.hasRemaining()) {
            return Content.Chunk.asChunk(out, false, pooled);
        }
        pooled.release();
        return null;
    }

    private Content.Chunk finish() {
        return endWith(
                decoder.isBetweenMembers()
                        ? Content.Chunk.EOF
                        : Content.Chunk.from(new EOFException("the gzip data ends too early"), true));
    }

    private Content.Chunk endWith(Content.Chunk last) {
        end = last;
        decoder.close();
        if (input != null) {
            input.release();
            input = null;
        }
        return last;
    }
}
