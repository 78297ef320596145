package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Body;
import dev.portkey.http.ProviderResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** More than all buffers in between can hold: it gets through only as fast as the other end reads. */
class BackPressureTest extends TransportFixture {
    private static final int PIECE = 64 << 10;
    private static final int PIECES = 1024;

    @Test
    void aSlowReaderHoldsTheProviderBack() throws Throwable {
        var written = new AtomicLong();
        ScriptedServer server = server(wire -> {
            wire.read();
            wire.beginChunked();
            var piece = new byte[PIECE];
            for (int i = 0; i < PIECES; i++) {
                wire.chunk(piece);
                written.incrementAndGet();
            }
            wire.endChunked();
        });
        ProviderResponse response = await(transport().send(get(server.uri())));
        PulledBody body = PulledBody.of(response.body().publisher());

        long read = 0;
        while (read < PIECES / 4L * PIECE) {
            read += body.request(1).next().length();
        }

        // Socket buffers take some megabytes at most, of the 64 that there are.
        assertThat(written.get()).isBetween(PIECES / 4L - 1, PIECES * 3L / 4);
        body.cancel();
    }

    @Test
    void aSlowProviderHoldsTheClientBack() throws Exception {
        var requested = new AtomicLong();
        var goOn = new ScriptedServer.Gate();
        var stuck = new CompletableFuture<Void>();
        ScriptedServer server = server(wire -> {
            wire.readHead();
            goOn.await();
            long left = (long) PIECE * PIECES;
            while (left > 0) {
                wire.readByte();
                left--;
            }
            wire.answer("{}");
        });
        Flow.Publisher<ByteBuffer> upload = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                assertThat(n).isEqualTo(1);
                long count = requested.incrementAndGet();
                if (count == 16) {
                    stuck.complete(null);
                }
                if (count <= PIECES) {
                    subscriber.onNext(ByteBuffer.allocate(PIECE));
                }
                if (count == PIECES) {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                // nothing is held
            }
        });

        CompletableFuture<ProviderResponse> call =
                transport().send(post(server.uri(), Body.of(upload, (long) PIECE * PIECES)));
        await(stuck);
        assertThat(requested.get()).isLessThan(PIECES);
        goOn.open();

        assertThat(text(await(call))).isEqualTo("{}");
    }
}
