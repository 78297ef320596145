package dev.portkey.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A body run through a {@link ByteTransform}. The source is asked for one buffer at a time, and only when everything made
 * of the one before has been taken and more is wanted; so no more is held than one buffer's worth of output.
 *
 * <p>{@link #begin()} reads ahead up to the first output, so that a failure can still be answered otherwise than within
 * the body. Thread-safe; one subscriber, a second gets an {@link IllegalStateException}.
 */
public final class TransformedBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> source;
    private final ByteTransform transform;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final AtomicBoolean sourceSubscribed = new AtomicBoolean();
    private final AtomicBoolean taken = new AtomicBoolean();

    // What the outside reports, in whatever thread; followed by drain().
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean beginning;
    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException badRequest;
    private volatile Flow.@Nullable Subscription upstream;
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile @Nullable ByteBuffer arrived;
    private volatile boolean sourceEnded;
    private volatile @Nullable Throwable sourceFailure;

    // Touched only by the one thread that drains.
    private final AtomicInteger toDrain = new AtomicInteger();
    private final Queue<ByteBuffer> output = new ArrayDeque<>(4);
    private boolean anyOutput;
    private boolean asked;
    private boolean ended;
    private @Nullable Throwable failure;

    public TransformedBody(Flow.Publisher<ByteBuffer> source, ByteTransform transform) {
        this.source = requireNonNull(source, "source");
        this.transform = requireNonNull(transform, "transform");
    }

    /**
     * Reads until the first output is there or the source is over, then completes. Fails when the source, or the
     * transform, failed before anything was put out; {@link ByteTransform#fail} is not called then. To be followed by
     * {@link #subscribe} or {@link #cancel}.
     */
    public CompletableFuture<Void> begin() {
        beginning = true;
        subscribeToSource();
        drain();
        return begun;
    }

    /** Stops reading the source, whether or not anybody has subscribed. */
    public void cancel() {
        cancelled = true;
        // A source that nobody subscribed to would hold its connection for good: subscribe to it and cancel.
        subscribeToSource();
        // Here and not only in drain(), which may be busy in another thread.
        stopSource();
        drain();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        requireNonNull(newSubscriber, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            SingleSubscriber.refuse(newSubscriber);
            return;
        }
        newSubscriber.onSubscribe(new Flow.Subscription() {
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
                TransformedBody.this.cancel();
            }
        });
        subscriber = newSubscriber;
        subscribeToSource();
        drain();
    }

    private void subscribeToSource() {
        if (!sourceSubscribed.compareAndSet(false, true)) {
            return;
        }
        source.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                requireNonNull(subscription, "subscription");
                if (cancelled || upstream != null) {
                    subscription.cancel();
                } else {
                    upstream = subscription;
                    drain();
                }
            }

            @Override
            public void onNext(ByteBuffer piece) {
                arrived = requireNonNull(piece, "piece");
                drain();
            }

            @Override
            public void onError(Throwable cause) {
                sourceFailure = requireNonNull(cause, "cause");
                sourceEnded = true;
                drain();
            }

            @Override
            public void onComplete() {
                sourceEnded = true;
                drain();
            }
        });
    }

    /**
     * Does what is due, in one thread at a time: a call that finds another one at work, or itself further up the stack,
     * leaves the work to that one. So a source that answers at once makes a loop, not a recursion.
     */
    private void drain() {
        if (toDrain.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (advance()) {
                // on to the next step
            }
            seen = toDrain.addAndGet(-seen);
        } while (seen != 0);
    }

    /** One step; whether there may be another. */
    private boolean advance() {
        if (cancelled) {
            release();
            return false;
        }
        Flow.Subscriber<? super ByteBuffer> receiver = subscriber;
        if (receiver != null && badRequest != null) {
            finish(receiver, badRequest);
            return false;
        }
        if (receiver != null && !output.isEmpty() && demand.get() > 0) {
            deliver(receiver, output.remove());
            return true;
        }
        if (!ended && arrived != null) {
            ByteBuffer piece = arrived;
            arrived = null;
            asked = false;
            guarded(() -> transform.next(piece, this::put));
            return true;
        }
        if (!ended && sourceEnded) {
            end();
            return true;
        }
        if (ended && !begun.isDone()) {
            completeBegin();
            return true;
        }
        if (receiver != null && ended && output.isEmpty()) {
            finish(receiver, failure);
            return false;
        }
        return askForMore(receiver);
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> receiver, ByteBuffer piece) {
        demand.getAndUpdate(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - 1);
        try {
            receiver.onNext(piece);
        } catch (RuntimeException | Error e) {
            // Against the rules of Flow, so there is nobody left to tell; but the source must not stay open.
            cancelled = true;
            release();
            throw e;
        }
    }

    private void put(ByteBuffer piece) {
        if (piece.hasRemaining()) {
            anyOutput = true;
            output.add(piece);
        }
    }

    /** Runs a call of the transform; looks afterwards what it means. */
    private void guarded(Runnable call) {
        try {
            call.run();
            if (!ended && transform.finished()) {
                ended = true;
                stopSource();
            }
        } catch (RuntimeException | Error e) {
            stopSource();
            fail(e);
        }
        if (anyOutput) {
            begun.complete(null);
        }
    }

    private void end() {
        Throwable cause = sourceFailure;
        if (cause != null) {
            fail(cause);
            return;
        }
        guarded(() -> transform.complete(this::put));
        ended = true;
    }

    private void fail(Throwable cause) {
        ended = true;
        if (!anyOutput) {
            failure = cause;
            return;
        }
        try {
            transform.fail(cause, this::put);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void completeBegin() {
        if (failure == null) {
            begun.complete(null);
        } else {
            begun.completeExceptionally(failure);
        }
    }

    private boolean askForMore(Flow.@Nullable Subscriber<? super ByteBuffer> receiver) {
        Flow.Subscription reading = upstream;
        boolean wanted = receiver == null ? beginning && !begun.isDone() : demand.get() > 0;
        if (ended || asked || reading == null || !wanted || !output.isEmpty()) {
            return false;
        }
        asked = true;
        reading.request(1);
        return true;
    }

    private void finish(Flow.Subscriber<? super ByteBuffer> receiver, @Nullable Throwable cause) {
        cancelled = true;
        if (!sourceEnded) {
            stopSource();
        }
        release();
        if (cause == null) {
            receiver.onComplete();
        } else {
            receiver.onError(cause);
        }
    }

    private void stopSource() {
        Flow.Subscription reading = upstream;
        if (reading != null && !sourceEnded) {
            reading.cancel();
        }
    }

    private void release() {
        stopSource();
        subscriber = null;
        arrived = null;
        output.clear();
        if (!begun.isDone()) {
            begun.completeExceptionally(new CancellationException("the body was cancelled"));
        }
    }
}
