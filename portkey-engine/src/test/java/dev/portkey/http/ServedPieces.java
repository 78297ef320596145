package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;

/** A source moved by hand: records what is asked of it and hands out what the test tells it to. One subscriber. */
final class ServedPieces implements Flow.Publisher<ByteBuffer> {
    final Deque<Long> requests = new ArrayDeque<>();
    boolean cancelled;
    private Flow.Subscriber<? super ByteBuffer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        subscriber = newSubscriber;
        newSubscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                requests.add(n);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    void next(String text) {
        subscriber.onNext(Texts.buffer(text));
    }

    void complete() {
        subscriber.onComplete();
    }

    void fail(Throwable cause) {
        subscriber.onError(cause);
    }
}
