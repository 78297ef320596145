package dev.portkey.tests.door;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A publisher read like a stream. Reads ahead, as the buffers of a socket do; closing cancels. */
final class PublishedInputStream extends InputStream implements Flow.Subscriber<ByteBuffer> {
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final BlockingQueue<ByteBuffer> buffers = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private ByteBuffer current = ByteBuffer.allocate(0);

    static InputStream of(Flow.Publisher<ByteBuffer> publisher) {
        var in = new PublishedInputStream();
        publisher.subscribe(in);
        return in;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        buffers.add(buffer);
        requireNonNull(subscription, "subscription").request(1);
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        buffers.add(END);
    }

    @Override
    public void onComplete() {
        buffers.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (current != END && !current.hasRemaining()) {
            current = take();
        }
        if (current == END) {
            if (failure != null) {
                throw new IOException("the reply was cut", failure);
            }
            return -1;
        }
        int read = Math.min(length, current.remaining());
        current.get(target, offset, read);
        return read;
    }

    private ByteBuffer take() throws IOException {
        try {
            return buffers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() {
        requireNonNull(subscription, "subscription").cancel();
    }
}
