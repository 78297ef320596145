package dev.portkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TransformedBodyTest {
    private final ServedPieces source = new ServedPieces();
    private final RecordingSubscriber subscriber = new RecordingSubscriber();
    private final TransformedBody body = new TransformedBody(source, new Letters());

    /** Puts out each letter by itself; {@code .} finishes, {@code !} throws, {@code -} is nothing. */
    private static class Letters implements ByteTransform {
        private boolean finished;

        @Override
        public void next(ByteBuffer in, Consumer<ByteBuffer> out) {
            for (String letter : Texts.text(in).split("")) {
                switch (letter) {
                    case "." -> finished = true;
                    case "!" -> throw new IllegalArgumentException("!");
                    case "-" -> out.accept(ByteBuffer.allocate(0));
                    default -> out.accept(Texts.buffer(letter));
                }
            }
        }

        @Override
        public void complete(Consumer<ByteBuffer> out) {
            out.accept(Texts.buffer("END"));
        }

        @Override
        public void fail(Throwable cause, Consumer<ByteBuffer> out) {
            out.accept(Texts.buffer("FAILED " + cause.getMessage()));
        }

        @Override
        public boolean finished() {
            return finished;
        }
    }

    @Nested
    class Beginning {
        @Test
        void waitsForTheFirstOutputAndReadsNoFurther() {
            CompletableFuture<Void> begun = body.begin();
            assertThat(source.requests).hasSize(1);

            source.next("-");
            assertThat(begun).isNotDone();
            assertThat(source.requests).hasSize(2);

            source.next("a");
            assertThat(begun).isCompleted();
            assertThat(source.requests).hasSize(2);
        }

        @Test
        void isOverWhenTheSourceIs() {
            CompletableFuture<Void> begun = body.begin();

            source.complete();

            assertThat(begun).isCompleted();
            subscribeFor(5);
            assertThat(subscriber.received).containsExactly("END");
            assertThat(subscriber.complete).isTrue();
        }

        @Test
        void failsWithTheSourceBeforeAnyOutput() {
            CompletableFuture<Void> begun = body.begin();
            var cause = new IllegalStateException("cut");

            source.fail(cause);

            assertThat(begun).isCompletedExceptionally();
            assertThatThrownBy(begun::join).hasCause(cause);
            subscribeFor(5);
            assertThat(subscriber.received).isEmpty();
            assertThat(subscriber.failure).isSameAs(cause);
        }

        @Test
        void failsWithTheTransformBeforeAnyOutput() {
            CompletableFuture<Void> begun = body.begin();

            source.next("!");

            assertThat(begun).isCompletedExceptionally();
            assertThat(source.cancelled).isTrue();
        }

        @Test
        void canBeCancelled() {
            CompletableFuture<Void> begun = body.begin();

            body.cancel();

            assertThat(source.cancelled).isTrue();
            assertThat(begun).isCompletedExceptionally();
        }
    }

    @Nested
    class Delivering {
        @Test
        void asksTheSourceOnlyWhenItsOutputIsTakenAndMoreIsWanted() {
            body.subscribe(subscriber);
            assertThat(source.requests).isEmpty();

            subscriber.subscription.request(1);
            source.next("ab");
            assertThat(subscriber.received).containsExactly("a");
            assertThat(source.requests).containsExactly(1L);

            subscriber.subscription.request(1);
            assertThat(source.requests).containsExactly(1L);

            subscriber.subscription.request(1);
            assertThat(source.requests).containsExactly(1L, 1L);
        }

        @Test
        void completesAfterTheLastOutput() {
            subscribeFor(2);

            source.next("a");
            source.complete();
            assertThat(subscriber.received).containsExactly("a", "END");
            assertThat(subscriber.complete).isTrue();
        }

        @Test
        void endsEarlyWhenTheTransformIsFinished() {
            subscribeFor(9);

            source.next("ab.");

            assertThat(source.cancelled).isTrue();
            assertThat(subscriber.received).containsExactly("a", "b");
            assertThat(subscriber.complete).isTrue();
        }

        @Test
        void letsTheTransformSayThatTheSourceFailed() {
            subscribeFor(9);

            source.next("a");
            source.fail(new IllegalStateException("cut"));

            assertThat(subscriber.received).containsExactly("a", "FAILED cut");
            assertThat(subscriber.complete).isTrue();
        }

        @Test
        void letsTheTransformSayThatItFailedItself() {
            subscribeFor(9);

            source.next("a!");

            assertThat(source.cancelled).isTrue();
            assertThat(subscriber.received).containsExactly("a", "FAILED !");
        }

        @Test
        void breaksOffWhenTheTransformCannotSaySo() {
            var mute = new TransformedBody(source, new Letters() {
                @Override
                public void fail(Throwable cause, Consumer<ByteBuffer> out) {
                    throw new IllegalStateException("mute", cause);
                }
            });
            mute.subscribe(subscriber);
            subscriber.subscription.request(9);

            source.next("a");
            source.fail(new IllegalStateException("cut"));

            assertThat(subscriber.failure).hasMessage("mute");
            assertThat(subscriber.complete).isFalse();
        }

        @Test
        void turnsAwayASecondSubscriber() {
            body.subscribe(subscriber);
            var second = new RecordingSubscriber();

            body.subscribe(second);

            assertThat(second.subscription).isNotNull();
            assertThat(second.failure).isInstanceOf(IllegalStateException.class);
            assertThat(source.cancelled).isFalse();
        }
    }

    @Nested
    class Cancelling {
        @Test
        void ofTheSubscriptionReachesTheSource() {
            subscribeFor(1);

            subscriber.subscription.cancel();

            assertThat(source.cancelled).isTrue();
            source.next("a");
            assertThat(subscriber.received).isEmpty();
        }

        @Test
        void beforeAnythingWasStartedReachesTheSource() {
            body.cancel();

            assertThat(source.cancelled).isTrue();
        }
    }

    @Test
    void survivesALongSourceThatAnswersAtOnce() {
        int pieces = 200_000;
        var sent = new AtomicInteger();
        Flow.Publisher<ByteBuffer> synchronous = receiver -> receiver.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                if (sent.getAndIncrement() < pieces) {
                    receiver.onNext(Texts.buffer("x"));
                } else {
                    receiver.onComplete();
                }
            }

            @Override
            public void cancel() {
                throw new AssertionError("nobody cancels");
            }
        });
        var longBody = new TransformedBody(synchronous, new Letters());

        byte[] whole =
                BodyCollector.collect(Body.of(longBody, -1), pieces + 10L).join();

        assertThat(whole).hasSize(pieces + "END".length());
    }

    private void subscribeFor(long n) {
        body.subscribe(subscriber);
        subscriber.subscription.request(n);
    }
}
