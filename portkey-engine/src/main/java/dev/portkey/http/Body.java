package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The content of a request or response: nothing, bytes at hand, or bytes still to come. */
public sealed interface Body {
    /** No content. */
    static Body empty() {
        return Bytes.NONE;
    }

    /** Content at hand. The array is not copied and must not be changed afterwards. */
    static Body of(byte[] content) {
        return content.length == 0 ? Bytes.NONE : new Bytes(content);
    }

    /**
     * Content still to come.
     *
     * @param length in bytes, or -1 when it is not known
     */
    static Body of(Flow.Publisher<ByteBuffer> publisher, long length) {
        return new Stream(publisher, length);
    }

    /** Length in bytes, or -1 when it is not known. */
    long length();

    /**
     * The content as a publisher that honours demand. A {@link Stream} can be subscribed to once; a second subscriber gets
     * an {@link IllegalStateException}. Each buffer belongs to the subscriber from {@code onNext} on.
     */
    Flow.Publisher<ByteBuffer> publisher();

    /** Content at hand. */
    record Bytes(byte[] content) implements Body {
        private static final Bytes NONE = new Bytes(new byte[0]);

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public Flow.Publisher<ByteBuffer> publisher() {
            return BytesPublisher.of(content);
        }
    }

    /** Content still to come; length -1 when unknown. */
    record Stream(Flow.Publisher<ByteBuffer> publisher, long length) implements Body {}
}
