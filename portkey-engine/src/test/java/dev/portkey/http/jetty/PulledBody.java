package dev.portkey.http.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscriber that a test drives from its own thread: asks for pieces and waits for what comes. */
final class PulledBody implements Flow.Subscriber<ByteBuffer> {
    private static final Object COMPLETE = new Object();

    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;

    static PulledBody of(Flow.Publisher<ByteBuffer> publisher) {
        var body = new PulledBody();
        publisher.subscribe(body);
        return body;
    }

    PulledBody request(long n) {
        subscription.request(n);
        return this;
    }

    void cancel() {
        subscription.cancel();
    }

    /** The next piece as text; fails with what the body failed with. */
    String next() throws Throwable {
        Object signal = signal();
        if (signal instanceof Throwable failure) {
            throw failure;
        }
        if (signal == COMPLETE) {
            throw new AssertionError("complete, where a piece was expected");
        }
        return (String) signal;
    }

    Throwable failure() throws InterruptedException {
        Object signal = signal();
        if (signal instanceof Throwable failure) {
            return failure;
        }
        throw new AssertionError("a failure was expected, not " + signal);
    }

    boolean isComplete() throws InterruptedException {
        return signal() == COMPLETE;
    }

    boolean isSilent() {
        return signals.isEmpty();
    }

    private Object signal() throws InterruptedException {
        Object signal = signals.poll(10, TimeUnit.SECONDS);
        if (signal == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return signal;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
    }

    @Override
    public void onNext(ByteBuffer piece) {
        signals.add(StandardCharsets.UTF_8.decode(piece).toString());
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(failure);
    }

    @Override
    public void onComplete() {
        signals.add(COMPLETE);
    }
}
