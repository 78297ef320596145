package dev.portkey.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that fails when it is not over in time; its source is then cancelled. One subscriber, as the source. */
final class DeadlineBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> source;
    private final Duration left;
    private final RuntimeException fault;
    private final Timer timer;

    DeadlineBody(Flow.Publisher<ByteBuffer> source, Duration left, RuntimeException fault, Timer timer) {
        this.source = source;
        this.left = left;
        this.fault = fault;
        this.timer = timer;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        source.subscribe(new Timed(subscriber));
    }

    /** Signals come from the source's thread and from the timer's: the monitor keeps them one after the other. */
    private final class Timed implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final Runnable disarm;
        private Flow.@Nullable Subscription upstream;
        private boolean over;

        Timed(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
            this.disarm = timer.after(left, this::expire);
        }

        private synchronized void expire() {
            if (!over && upstream != null) {
                over = true;
                upstream.cancel();
                subscriber.onError(fault);
            }
        }

        @Override
        public synchronized void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public synchronized void onNext(ByteBuffer item) {
            if (!over) {
                subscriber.onNext(item);
            }
        }

        @Override
        public synchronized void onError(Throwable failure) {
            if (end()) {
                subscriber.onError(failure);
            }
        }

        @Override
        public synchronized void onComplete() {
            if (end()) {
                subscriber.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Flow.Subscription known = upstream;
            if (known != null) {
                known.request(n);
            }
        }

        @Override
        public void cancel() {
            disarm.run();
            Flow.Subscription known = upstream;
            if (known != null) {
                known.cancel();
            }
        }

        private boolean end() {
            boolean first = !over;
            over = true;
            disarm.run();
            return first;
        }
    }
}
