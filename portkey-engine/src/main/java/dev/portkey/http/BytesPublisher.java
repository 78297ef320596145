package dev.portkey.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Publishes one array as one buffer, to any number of subscribers. */
final class BytesPublisher implements Flow.Publisher<ByteBuffer> {
    private final byte[] content;

    private BytesPublisher(byte[] content) {
        this.content = content;
    }

    static BytesPublisher of(byte[] content) {
        return new BytesPublisher(content);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        requireNonNull(subscriber, "subscriber");
        var subscription = new OneBuffer(subscriber);
        subscriber.onSubscribe(subscription);
        if (content.length == 0) {
            subscription.finish();
        }
    }

    private final class OneBuffer implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private boolean done;

        OneBuffer(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (!claim()) {
                return;
            }
            if (n <= 0) {
                subscriber.onError(new IllegalArgumentException("request(n) needs n > 0, got " + n));
                return;
            }
            subscriber.onNext(ByteBuffer.wrap(content));
            if (!cancelled) {
                subscriber.onComplete();
            }
        }

        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
            claim();
        }

        void finish() {
            if (claim()) {
                subscriber.onComplete();
            }
        }

        private synchronized boolean claim() {
            boolean first = !done;
            done = true;
            return first;
        }
    }
}
