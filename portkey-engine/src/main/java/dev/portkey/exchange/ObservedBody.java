package dev.portkey.exchange;

import dev.portkey.observe.ExchangeRecord.Ending;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A body that reports once how its delivery ended. Transparent to demand, buffers and signals. */
final class ObservedBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> source;
    private final Supplier<Ending> whole;
    private final Consumer<Ending> report;
    private final AtomicBoolean reported = new AtomicBoolean();

    /** @param whole asked when the source completes: an error event inside still makes it a cut one */
    ObservedBody(Flow.Publisher<ByteBuffer> source, Supplier<Ending> whole, Consumer<Ending> report) {
        this.source = source;
        this.whole = whole;
        this.report = report;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        java.util.Objects.requireNonNull(subscriber, "subscriber");
        source.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        subscription.request(n);
                    }

                    @Override
                    public void cancel() {
                        subscription.cancel();
                        reportOnce(Ending.CLIENT_GONE);
                    }
                });
            }

            @Override
            public void onNext(ByteBuffer item) {
                subscriber.onNext(item);
            }

            @Override
            public void onError(Throwable failure) {
                reportOnce(Ending.CUT);
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                reportOnce(whole.get());
                subscriber.onComplete();
            }
        });
    }

    private void reportOnce(Ending ending) {
        if (reported.compareAndSet(false, true)) {
            report.accept(ending);
        }
    }
}
