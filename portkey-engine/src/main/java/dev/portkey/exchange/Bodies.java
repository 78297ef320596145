package dev.portkey.exchange;

import dev.portkey.http.Body;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Gets rid of a body nobody will read, so that its connection is free. */
final class Bodies {
    private Bodies() {}

    static void discard(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Flow.Subscriber<ByteBuffer>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.cancel();
                }

                @Override
                public void onNext(ByteBuffer item) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
        }
    }
}
