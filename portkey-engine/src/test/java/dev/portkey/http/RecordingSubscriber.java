package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** Writes down what it is told, for the calling thread to look at. */
final class RecordingSubscriber implements Flow.Subscriber<ByteBuffer> {
    final List<String> received = new ArrayList<>();
    Flow.Subscription subscription;
    Throwable failure;
    boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
    }

    @Override
    public void onNext(ByteBuffer piece) {
        received.add(Texts.text(piece));
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
    }

    @Override
    public void onComplete() {
        complete = true;
    }
}
