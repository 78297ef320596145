package dev.portkey.exchange;

import dev.portkey.http.ByteTransform;
import dev.portkey.http.TransformedBody;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** A body whose first source fails half way and whose second brings it to its end, by the rules of Reactive Streams. */
public class ResumableBodyTckTest extends FlowPublisherVerification<ByteBuffer> {
    public ResumableBodyTckTest() {
        super(new TestEnvironment(200));
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        long before = elements / 2;
        return new ResumableBody(
                source(before, true),
                broken -> CompletableFuture.completedFuture(source(elements - before, false)),
                () -> {});
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        return new ResumableBody(
                source(0, true),
                broken -> CompletableFuture.failedFuture(new IllegalStateException("nobody")),
                () -> {});
    }

    /** As in an exchange: what a provider sends runs through a transform that fails when the provider does. */
    private static Flow.Publisher<ByteBuffer> source(long pieces, boolean fails) {
        return new TransformedBody(
                receiver -> {
                    var counting = new Counting(receiver, pieces, fails);
                    receiver.onSubscribe(counting);
                    counting.endIfDue();
                },
                new Unchanged());
    }

    private static final class Counting implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> receiver;
        private final boolean fails;
        private long left;
        private boolean over;

        Counting(Flow.Subscriber<? super ByteBuffer> receiver, long pieces, boolean fails) {
            this.receiver = receiver;
            this.left = pieces;
            this.fails = fails;
        }

        @Override
        public void request(long n) {
            for (long i = 0; i < n && left > 0; i++) {
                left--;
                receiver.onNext(ByteBuffer.wrap(new byte[] {1}));
            }
            endIfDue();
        }

        void endIfDue() {
            if (left > 0 || over) {
                return;
            }
            over = true;
            if (fails) {
                receiver.onError(new IllegalStateException("broken off"));
            } else {
                receiver.onComplete();
            }
        }

        @Override
        public void cancel() {
            over = true;
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
            throw new StreamBreak(cause, jakarta.json.JsonValue.EMPTY_JSON_OBJECT);
        }

        @Override
        public boolean finished() {
            return false;
        }
    }
}
