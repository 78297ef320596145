package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.SingleSubscriber;
import dev.portkey.http.TransportException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * What of a response body is still to be read. The socket is read only when the subscriber has asked for more, one read
 * per buffer; the bytes are copied out of Jetty's pooled buffer. Thread-safe, one subscriber.
 */
final class ResponseBody implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final Content.Source source;
    private final JettyExchange exchange;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger toDrain = new AtomicInteger();
    private volatile boolean over;
    private volatile @Nullable IllegalArgumentException badRequest;
    private volatile @Nullable Throwable broken;
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;

    // Touched only by the one thread that drains.
    private @Nullable ByteBuffer readAhead;
    // Written before Jetty is asked to call back and in that callback, which drains afterwards.
    private volatile boolean waiting;

    /**
     * @param readAhead the first bytes, read before the head of the response was handed out; may be empty
     */
    ResponseBody(Content.Source source, JettyExchange exchange, byte[] readAhead) {
        this.source = source;
        this.exchange = exchange;
        this.readAhead = readAhead.length == 0 ? null : ByteBuffer.wrap(readAhead);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        requireNonNull(newSubscriber, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            SingleSubscriber.refuse(newSubscriber);
            return;
        }
        newSubscriber.onSubscribe(this);
        subscriber = newSubscriber;
        drain();
    }

    @Override
    public void request(long n) {
        if (n > 0) {
            demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
        } else {
            badRequest = new IllegalArgumentException("request(n) needs n > 0, got " + n);
        }
        drain();
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        exchange.cancel();
        drain();
    }

    /** The call has failed. A subscriber who waits for nothing would not learn it from the source. */
    void broken(Throwable cause) {
        broken = cause;
        drain();
    }

    /** Does what is due, in one thread at a time; a call that finds another at work leaves the work to that one. */
    private void drain() {
        if (toDrain.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (advance()) {
                // on to the next buffer
            }
            seen = toDrain.addAndGet(-seen);
        } while (seen != 0);
    }

    private boolean advance() {
        if (over) {
            subscriber = null;
            readAhead = null;
            return false;
        }
        Flow.Subscriber<? super ByteBuffer> receiver = subscriber;
        if (receiver == null) {
            return false;
        }
        if (badRequest != null) {
            exchange.cancel();
            fail(receiver, badRequest);
            return false;
        }
        if (broken != null && readAhead == null) {
            fail(receiver, exchange.bodyFailure(broken));
            return false;
        }
        if (waiting || demand.get() == 0) {
            return false;
        }
        if (readAhead != null) {
            ByteBuffer first = readAhead;
            readAhead = null;
            deliver(receiver, first);
            return true;
        }
        return read(receiver);
    }

    private boolean read(Flow.Subscriber<? super ByteBuffer> receiver) {
        Content.Chunk chunk = source.read();
        if (chunk == null) {
            waiting = true;
            exchange.silenceBegins();
            source.demand(this::dataAvailable);
            return true;
        }
        if (over) { // cancelled meanwhile
            chunk.release();
            return true;
        }
        if (Content.Chunk.isFailure(chunk)) {
            over = true;
            TransportException cause = exchange.bodyFailure(chunk.getFailure());
            exchange.abort(cause); // bytes that cannot be decoded leave the connection open
            fail(receiver, cause);
            return false;
        }
        ByteBuffer piece = copy(chunk);
        boolean last = chunk.isLast();
        chunk.release();
        if (piece.hasRemaining()) {
            deliver(receiver, piece);
        }
        if (last && !over) {
            over = true;
            subscriber = null;
            exchange.bodyComplete();
            receiver.onComplete();
        }
        return !last;
    }

    private void dataAvailable() {
        exchange.silenceEnds();
        waiting = false;
        drain();
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> receiver, ByteBuffer piece) {
        demand.getAndUpdate(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - 1);
        try {
            receiver.onNext(piece);
        } catch (RuntimeException | Error e) {
            // Against the rules of Flow, so there is nobody left to tell; but the connection must not stay open.
            cancel();
            throw e;
        }
    }

    private void fail(Flow.Subscriber<? super ByteBuffer> receiver, Throwable cause) {
        over = true;
        subscriber = null;
        receiver.onError(cause);
    }

    static ByteBuffer copy(Content.Chunk chunk) {
        ByteBuffer pooled = chunk.getByteBuffer();
        return ByteBuffer.allocate(pooled.remaining()).put(pooled).flip();
    }
}
