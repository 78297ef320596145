package dev.portkey.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes one array as one buffer, to any number of subscribers; nothing at all when it is empty. */
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
        var subscription = new OneBuffer(content, subscriber);
        subscriber.onSubscribe(subscription);
        if (content.length == 0) {
            subscription.completeEmpty();
        }
    }

    /** Holds its subscriber until there is nothing more to tell it. */
    private static final class OneBuffer implements Flow.Subscription {
        private final byte[] content;
        private final AtomicReference<Flow.@Nullable Subscriber<? super ByteBuffer>> waiting;
        private volatile boolean cancelled;

        OneBuffer(byte[] content, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.content = content;
            this.waiting = new AtomicReference<>(subscriber);
        }

        @Override
        public void request(long n) {
            if (n > 0 && content.length == 0) {
                return; // completeEmpty is about to say so, after onSubscribe has returned
            }
            Flow.Subscriber<? super ByteBuffer> subscriber = waiting.getAndSet(null);
            if (subscriber == null) {
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

        @Override
        public void cancel() {
            cancelled = true;
            waiting.set(null);
        }

        void completeEmpty() {
            Flow.Subscriber<? super ByteBuffer> subscriber = waiting.getAndSet(null);
            if (subscriber != null) {
                subscriber.onComplete();
            }
        }
    }
}
