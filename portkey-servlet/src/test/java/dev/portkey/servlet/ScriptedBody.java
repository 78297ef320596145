package dev.portkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A body whose buffers a test sends one by one, when they are asked for. */
public final class ScriptedBody implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    public final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber = new CompletableFuture<>();
    private final Semaphore demand = new Semaphore(0);

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(this);
        this.subscriber.complete(subscriber);
    }

    @Override
    public void request(long n) {
        demand.release((int) n);
    }

    @Override
    public void cancel() {
        cancelled.complete(null);
    }

    public void send(String text) throws Exception {
        assertThat(offer(text.getBytes(UTF_8), Duration.ofSeconds(10))).isTrue();
    }

    /** Sends when there is demand within {@code patience}. */
    public boolean offer(byte[] content, Duration patience) throws Exception {
        if (!demand.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        subscriber().onNext(ByteBuffer.wrap(content));
        return true;
    }

    public void complete() throws Exception {
        subscriber().onComplete();
    }

    public void fail() throws Exception {
        subscriber().onError(new IOException("cut by the test"));
    }

    private Flow.Subscriber<? super ByteBuffer> subscriber() throws Exception {
        return subscriber.get(10, TimeUnit.SECONDS);
    }
}
