package dev.portkey.http;

import java.util.concurrent.Flow;

/** How a publisher for one subscriber turns away the second, by the book (Reactive Streams §1.9). */
public final class SingleSubscriber {
    private static final Flow.Subscription NOTHING_TO_COME = new Flow.Subscription() {
        @Override
        public void request(long n) {
            // the refusal is on its way
        }

        @Override
        public void cancel() {
            // there is nothing to stop
        }
    };

    private SingleSubscriber() {}

    /** Tells the subscriber that the body is taken already. */
    public static void refuse(Flow.Subscriber<?> subscriber) {
        subscriber.onSubscribe(NOTHING_TO_COME);
        subscriber.onError(new IllegalStateException("this body has a subscriber already"));
    }
}
