package dev.portkey.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads whole bodies into memory, up to a limit. */
public final class BodyCollector {
    private BodyCollector() {}

    /**
     * All bytes of the body. Fails with a {@link BodyTooLargeException} beyond the limit, or as the body itself fails.
     * Cancelling the future cancels the body.
     *
     * @param maxBytes limit, in bytes; at least 0
     */
    public static CompletableFuture<byte[]> collect(Body body, long maxBytes) {
        requireNonNull(body, "body");
        if (body instanceof Body.Bytes bytes) {
            return bytes.length() > maxBytes
                    ? CompletableFuture.failedFuture(new BodyTooLargeException(maxBytes))
                    : CompletableFuture.completedFuture(bytes.content());
        }
        var collecting = new Collecting(body.length(), maxBytes);
        body.publisher().subscribe(collecting);
        return collecting.whole;
    }

    private static final class Collecting implements Flow.Subscriber<ByteBuffer> {
        /** A length is only what the sender claims, so no more than this is set aside on its word: 1 MiB. */
        private static final int MAX_PRESIZE = 1 << 20;

        private static final int UNKNOWN_PRESIZE = 4 << 10;
        private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

        final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final long knownLength;
        private final long maxBytes;
        private byte[] content = {};
        private int count;
        private Flow.@Nullable Subscription subscription;

        Collecting(long knownLength, long maxBytes) {
            this.knownLength = knownLength;
            this.maxBytes = Math.min(maxBytes, LARGEST_ARRAY);
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            if (subscription != null) {
                started.cancel();
                return;
            }
            subscription = started;
            if (knownLength > maxBytes) {
                started.cancel();
                whole.completeExceptionally(new BodyTooLargeException(maxBytes));
                return;
            }
            whole.whenComplete((bytes, failure) -> {
                if (whole.isCancelled()) {
                    started.cancel();
                }
            });
            // What is buffered here is bounded by maxBytes, so demand need not be.
            started.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            if (whole.isDone()) {
                return;
            }
            int length = piece.remaining();
            if (length > maxBytes - count) {
                requireNonNull(subscription, "subscription").cancel();
                whole.completeExceptionally(new BodyTooLargeException(maxBytes));
                return;
            }
            makeRoom(length);
            piece.get(content, count, length);
            count += length;
        }

        private void makeRoom(int length) {
            int needed = count + length;
            if (needed <= content.length) {
                return;
            }
            long presize = knownLength < 0 ? UNKNOWN_PRESIZE : Math.min(knownLength, MAX_PRESIZE);
            long wanted = count == 0 ? presize : 2L * content.length;
            content = Arrays.copyOf(content, (int) Math.min(Math.max(wanted, needed), maxBytes));
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(count == content.length ? content : Arrays.copyOf(content, count));
        }
    }
}
