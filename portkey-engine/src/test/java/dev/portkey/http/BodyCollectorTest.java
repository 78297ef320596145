package dev.portkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCollectorTest {
    private final ServedPieces source = new ServedPieces();

    @Test
    void handsOutBytesAtHandWithoutCopying() {
        byte[] content = {1, 2, 3};

        assertThat(BodyCollector.collect(Body.of(content), 3)).isCompletedWithValue(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 3, 6, 9, Long.MAX_VALUE})
    void joinsPiecesWhateverLengthWasClaimed(long claimed) {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, Math.min(claimed, 100)), 100);

        source.next("abc");
        source.next("def");
        source.complete();

        assertThat(whole.join()).asString().isEqualTo("abcdef");
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, -1), 6);

        source.next("abcdef");
        source.complete();

        assertThat(whole.join()).hasSize(6);
    }

    @Test
    void cancelsASourceThatGoesBeyondTheLimit() {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, -1), 5);

        source.next("abc");
        source.next("def");

        assertThat(source.cancelled).isTrue();
        assertThatThrownBy(whole::join)
                .hasCauseInstanceOf(BodyTooLargeException.class)
                .hasMessageContaining("5 bytes");
    }

    @Test
    void refusesALengthBeyondTheLimitWithoutReading() {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, 6), 5);

        assertThat(source.requests).isEmpty();
        assertThat(source.cancelled).isTrue();
        assertThat(whole).isCompletedExceptionally();
    }

    @Test
    void failsWithTheSource() {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, -1), 5);
        var cause = new IllegalStateException("cut");

        source.fail(cause);

        assertThatThrownBy(whole::join).hasCause(cause);
    }

    @Test
    void cancellingTheFutureCancelsTheSource() {
        CompletableFuture<byte[]> whole = BodyCollector.collect(Body.of(source, -1), 5);

        whole.cancel(true);

        assertThat(source.cancelled).isTrue();
    }
}
