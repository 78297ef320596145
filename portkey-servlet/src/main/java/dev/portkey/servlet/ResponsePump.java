package dev.portkey.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Moves the body of one response to the client: the next buffer is asked for when the last one has gone out, so that a
 * slow client slows its provider.
 *
 * <p>Publisher and container may call from any thread; they raise a flag and {@code wake} the exchange, which calls
 * {@link #advance} from one thread at a time.
 */
final class ResponsePump implements Flow.Subscriber<ByteBuffer> {
    /** Where a response stands after {@link #advance}. */
    enum Progress {
        /** The publisher or the container has the next word. */
        WAITING,
        /** Every byte went out. */
        COMPLETE,
        /** The provider broke off: what went out is not the whole. */
        CUT
    }

    private final ServletOutputStream out;
    private final boolean flushEach;
    private final Runnable wake;

    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable ByteBuffer next;
    private volatile boolean complete;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable writeFailure;
    private volatile boolean cancelled;

    // Only for advance().
    private boolean requested;
    private boolean unflushed;

    /**
     * A pump for one response.
     *
     * @param flushEach whether each buffer is to reach the client at once
     * @param wake leads to a call of {@link #advance}, on whichever thread
     */
    ResponsePump(ServletOutputStream out, boolean flushEach, Runnable wake) {
        this.out = out;
        this.flushEach = flushEach;
        this.wake = wake;
    }

    /** Takes the output over; from here on only {@link #advance} writes. */
    void start(Flow.Publisher<ByteBuffer> body) {
        out.setWriteListener(new Container());
        body.subscribe(this);
    }

    /** Sends another body instead of the one that failed; nothing of that may have been written. */
    void restart(Flow.Publisher<ByteBuffer> body) {
        subscription = null;
        failure = null;
        requested = false;
        body.subscribe(this);
    }

    /**
     * Does what can be done without waiting.
     *
     * @throws IOException when the client is gone
     */
    Progress advance() throws IOException {
        Throwable broken = writeFailure;
        if (broken != null) {
            throw new IOException("the client cannot be written to", broken);
        }
        while (out.isReady()) {
            ByteBuffer buffer = next;
            if (buffer != null) {
                next = null;
                requested = false;
                write(buffer);
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else if (failure != null) {
                return Progress.CUT;
            } else if (complete) {
                return Progress.COMPLETE;
            } else if (requested || !requestNext()) {
                return Progress.WAITING;
            }
        }
        return Progress.WAITING;
    }

    private boolean requestNext() {
        Flow.Subscription source = subscription;
        if (source == null) {
            return false;
        }
        requested = true;
        source.request(1);
        return true;
    }

    private void write(ByteBuffer buffer) throws IOException {
        if (!buffer.hasRemaining()) {
            return;
        }
        int count = buffer.remaining();
        if (buffer.hasArray()) {
            out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), count);
        } else {
            byte[] copy = new byte[count];
            buffer.get(copy);
            out.write(copy);
        }
        unflushed = flushEach;
    }

    /** Tells the provider that nobody listens any more. */
    void cancel() {
        cancelled = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (this.subscription != null) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        if (cancelled) {
            subscription.cancel();
        }
        wake.run();
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        next = buffer;
        wake.run();
    }

    @Override
    public void onComplete() {
        complete = true;
        wake.run();
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        wake.run();
    }

    /** The container's side; a type of its own because both sides call a method named {@code onError}. */
    private final class Container implements WriteListener {
        @Override
        public void onWritePossible() {
            wake.run();
        }

        @Override
        public void onError(Throwable cause) {
            writeFailure = cause;
            wake.run();
        }
    }
}
