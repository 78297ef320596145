package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams rules, for a body that goes through a transform. */
public class TransformedBodyTckTest extends FlowPublisherVerification<ByteBuffer> {
    public TransformedBodyTckTest() {
        super(new TestEnvironment(200));
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        return new TransformedBody(source(elements), new Unchanged());
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        return new TransformedBody(
                receiver -> {
                    receiver.onSubscribe(new Counting(receiver, 1));
                    receiver.onError(new IllegalStateException("broken"));
                },
                new Unchanged());
    }

    private static Flow.Publisher<ByteBuffer> source(long elements) {
        return receiver -> {
            receiver.onSubscribe(new Counting(receiver, elements));
            if (elements == 0) {
                receiver.onComplete();
            }
        };
    }

    private static final class Counting implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> receiver;
        private final AtomicLong left;

        Counting(Flow.Subscriber<? super ByteBuffer> receiver, long elements) {
            this.receiver = receiver;
            this.left = new AtomicLong(elements);
        }

        @Override
        public void request(long n) {
            for (long i = 0; i < n; i++) {
                long after = left.decrementAndGet();
                if (after >= 0) {
                    receiver.onNext(ByteBuffer.wrap(new byte[] {1}));
                }
                if (after == 0) {
                    receiver.onComplete();
                }
            }
        }

        @Override
        public void cancel() {
            left.set(Long.MIN_VALUE / 2);
        }
    }

    private static final class Unchanged implements ByteTransform {
        @Override
        public void next(ByteBuffer in, Consumer<ByteBuffer> out) {
            out.accept(in);
        }

        @Override
        public void complete(Consumer<ByteBuffer> out) {
            // nothing to add
        }

        @Override
        public void fail(Throwable cause, Consumer<ByteBuffer> out) {
            throw new IllegalStateException(cause);
        }

        @Override
        public boolean finished() {
            return false;
        }
    }
}
