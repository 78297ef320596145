package dev.portkey.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the client uploads, as fast as it is asked for. Nothing is read, and no {@code 100 Continue} sent, before
 * the first {@code request}.
 *
 * <p>Thread-safe: container and subscriber only raise flags; whoever finds nobody at work in {@link #run} does the work, so
 * the stream is touched and the subscriber called by one thread at a time.
 */
final class RequestBody implements Flow.Publisher<ByteBuffer>, Flow.Subscription, ReadListener {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final HttpServletRequest request;
    private final long length;

    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile @Nullable Throwable failure;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable closing;
    private volatile boolean whole;

    // Only for the thread at work.
    private @Nullable ServletInputStream listened;
    private boolean terminated;
    private long received;
    private byte @Nullable [] buffer;

    /**
     * A body still to be read.
     *
     * @param length in bytes, or -1 when it is not known
     */
    RequestBody(HttpServletRequest request, long length) {
        this.request = request;
        this.length = length;
    }

    /** Whether all of it was read: otherwise the rest stands in the way of the connection's next request. */
    boolean isWhole() {
        return whole;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(this);
            this.subscriber = subscriber;
            signal();
        } else {
            subscriber.onSubscribe(NOTHING);
            subscriber.onError(new IllegalStateException("the body of a request can be read only once"));
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            fail(new IllegalArgumentException("request(n) needs n > 0, got " + n));
            return;
        }
        demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
        signal();
    }

    @Override
    public void cancel() {
        cancelled = true;
        signal();
    }

    @Override
    public void onDataAvailable() {
        signal();
    }

    @Override
    public void onAllDataRead() {
        signal();
    }

    @Override
    public void onError(Throwable cause) {
        fail(cause);
    }

    /**
     * Leaves the client's upload alone from now on, and tells the subscriber of {@code cause} if it still waits.
     *
     * @param afterwards runs once no thread reads any more, at once if none does
     */
    void close(Throwable cause, Runnable afterwards) {
        closing = afterwards;
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            run();
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }

    private void run() {
        Flow.Subscriber<? super ByteBuffer> reader = subscriber;
        if (reader != null && !terminated) {
            read(reader);
        }
        Runnable afterwards = closing;
        if (afterwards != null) {
            terminated = true;
            closing = null;
            afterwards.run();
        }
    }

    private void read(Flow.Subscriber<? super ByteBuffer> reader) {
        try {
            while (!cancelled && !terminated) {
                Throwable cause = failure;
                if (cause != null) {
                    terminated = true;
                    reader.onError(cause);
                    return;
                }
                // The end of a body whose length is known costs no demand: the container should know it is over.
                if (demand.get() == 0 && received != length) {
                    return;
                }
                ServletInputStream in = listen();
                if (!in.isFinished() && !in.isReady()) {
                    return;
                }
                readSome(in, reader);
            }
        } catch (IOException | RuntimeException e) {
            // A container that has taken the request back answers with whatever exception it likes.
            terminated = true;
            reader.onError(e);
        }
    }

    /** Not before there is demand: asking for the stream makes some containers send {@code 100 Continue}. */
    private ServletInputStream listen() throws IOException {
        ServletInputStream in = listened;
        if (in == null) {
            in = request.getInputStream();
            listened = in;
            in.setReadListener(this);
        }
        return in;
    }

    private void readSome(ServletInputStream in, Flow.Subscriber<? super ByteBuffer> reader) throws IOException {
        byte[] into = buffer;
        if (into == null) {
            into = new byte[length < 0 ? BUFFER_BYTES : (int) Math.min(length, BUFFER_BYTES)];
            buffer = into;
        }
        int count = in.isFinished() ? -1 : in.read(into);
        if (count < 0) {
            terminated = true;
            whole = true;
            reader.onComplete();
        } else if (count > 0) {
            received += count;
            demand.decrementAndGet();
            reader.onNext(ByteBuffer.wrap(Arrays.copyOf(into, count)));
        }
    }

    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };
}
