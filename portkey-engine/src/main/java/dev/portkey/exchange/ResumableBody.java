package dev.portkey.exchange;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.SingleSubscriber;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes on with another source where one failed. What was asked for and not yet delivered is asked of the next
 * source. One subscriber, a second gets an {@link IllegalStateException}. Thread-safe.
 */
final class ResumableBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> first;
    private final Function<Throwable, CompletionStage<Flow.Publisher<ByteBuffer>>> resume;
    private final Runnable onCancel;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * @param resume what follows a source that failed; fails itself when nothing does
     * @param onCancel ends a resumption that is under way
     */
    ResumableBody(
            Flow.Publisher<ByteBuffer> first,
            Function<Throwable, CompletionStage<Flow.Publisher<ByteBuffer>>> resume,
            Runnable onCancel) {
        this.first = first;
        this.resume = resume;
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            SingleSubscriber.refuse(subscriber);
            return;
        }
        first.subscribe(new Relay(subscriber));
    }

    /** Subscribed to one source after the other; their signals never overlap, since each begins after the last has failed. */
    private final class Relay implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
        private boolean introduced;

        // Guarded by the monitor, which is never held while anybody else is called.
        private Flow.@Nullable Subscription source;
        private long outstanding;
        private boolean cancelled;
        private boolean badRequest;

        Relay(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            long wanted;
            synchronized (this) {
                source = subscription;
                wanted = badRequest ? -1 : outstanding;
                if (cancelled) {
                    subscription.cancel();
                    return;
                }
            }
            if (!introduced) {
                introduced = true;
                receiver().onSubscribe(this);
            } else if (wanted != 0) {
                subscription.request(wanted);
            }
        }

        @Override
        public void request(long n) {
            Flow.Subscription asked;
            synchronized (this) {
                if (n <= 0) {
                    badRequest = true;
                } else {
                    outstanding = outstanding + n < 0 ? Long.MAX_VALUE : outstanding + n;
                }
                asked = source;
            }
            if (asked != null) {
                asked.request(n);
            }
        }

        @Override
        public void cancel() {
            Flow.Subscription stopped;
            synchronized (this) {
                cancelled = true;
                stopped = source;
            }
            subscriber = null;
            if (stopped != null) {
                stopped.cancel();
            }
            onCancel.run();
        }

        @Override
        public void onNext(ByteBuffer piece) {
            synchronized (this) {
                if (outstanding != Long.MAX_VALUE) {
                    outstanding--;
                }
            }
            Flow.Subscriber<? super ByteBuffer> receiver = subscriber;
            if (receiver != null) {
                receiver.onNext(piece);
            }
        }

        @Override
        public void onComplete() {
            Flow.Subscriber<? super ByteBuffer> receiver = subscriber;
            subscriber = null;
            if (receiver != null) {
                receiver.onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            boolean refused;
            synchronized (this) {
                refused = badRequest;
                source = null;
            }
            if (refused) {
                fail(failure);
                return;
            }
            resume.apply(failure).whenComplete((next, fatal) -> {
                if (fatal != null) {
                    fail(failure);
                } else {
                    // Even if nobody listens any more: a source that nobody subscribed to would keep its connection.
                    next.subscribe(this);
                }
            });
        }

        private void fail(Throwable failure) {
            Flow.Subscriber<? super ByteBuffer> receiver = subscriber;
            subscriber = null;
            if (receiver != null) {
                receiver.onError(failure);
            }
        }

        private Flow.Subscriber<? super ByteBuffer> receiver() {
            return requireNonNull(subscriber, "subscriber");
        }
    }
}
