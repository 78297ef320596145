package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Body;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.http.TransportException.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** The first-byte timeout bounds silence, not how long an upload takes. */
class SlowUploadTest extends TransportFixture {
    private static final Timeouts TIMEOUTS = firstByte(1000);

    /** What a moment is measured by: a call that nobody answers. Together the moments are longer than the timeout. */
    private static final Timeouts A_MOMENT = firstByte(300);

    private static final int MOMENTS = 5;

    private final ScriptedServer silent = server(ScriptedServer.Wire::awaitClose);

    @Test
    void mayTakeLongerThanTheTimeoutWhenTheClientIsSlow() throws Exception {
        var begun = new CompletableFuture<Void>();
        ScriptedServer server = server(wire -> {
            wire.readHead();
            begun.complete(null);
            wire.skip("1\r\nx\r\n".length() * MOMENTS + "0\r\n\r\n".length());
            wire.answer("{}");
        });
        var upload = closedAfterwards(new SubmissionPublisher<ByteBuffer>(Runnable::run, 4));
        JettyTransport transport = transport();

        CompletableFuture<ProviderResponse> call =
                transport.send(with(post(server.uri(), Body.of(upload, -1)), TIMEOUTS));
        await(begun); // so that the upload has its subscriber
        for (int i = 0; i < MOMENTS; i++) {
            upload.submit(ByteBuffer.wrap(new byte[] {'x'}));
            pass(transport);
        }
        upload.close();

        assertThat(text(await(call))).isEqualTo("{}");
    }

    @Test
    void mayTakeLongerThanTheTimeoutWhenTheProviderIsSlow() throws Exception {
        int part = 6 << 20;
        var mayRead = new Semaphore(0);
        ScriptedServer server = server(wire -> {
            wire.readHead();
            for (int i = 0; i < MOMENTS; i++) {
                mayRead.acquireUninterruptibly();
                wire.skip(part);
            }
            wire.answer("{}");
        });
        JettyTransport transport = transport();

        CompletableFuture<ProviderResponse> call =
                transport.send(with(post(server.uri(), Body.of(new byte[MOMENTS * part])), TIMEOUTS));
        for (int i = 0; i < MOMENTS; i++) {
            pass(transport);
            mayRead.release();
        }

        assertThat(text(await(call))).isEqualTo("{}");
    }

    @Test
    void endsWhenTheClientFallsSilent() throws Exception {
        var closed = new CompletableFuture<Void>();
        ScriptedServer server = server(wire -> {
            wire.readHead();
            wire.awaitClose();
            closed.complete(null);
        });
        var upload = closedAfterwards(new SubmissionPublisher<ByteBuffer>(Runnable::run, 4));

        CompletableFuture<ProviderResponse> call =
                transport().send(with(post(server.uri(), Body.of(upload, -1)), A_MOMENT));
        upload.submit(ByteBuffer.wrap(new byte[] {'x'}));

        assertThat(failure(call)).isEqualTo(Kind.FIRST_BYTE_TIMEOUT);
        await(closed);
    }

    @Test
    void endsWhenTheProviderTakesNoMore() throws Exception {
        var never = new ScriptedServer.Gate();
        ScriptedServer server = server(wire -> never.await());

        CompletableFuture<ProviderResponse> call =
                transport().send(with(post(server.uri(), Body.of(new byte[32 << 20])), A_MOMENT));

        assertThat(failure(call)).isEqualTo(Kind.FIRST_BYTE_TIMEOUT);
        never.open();
    }

    private void pass(JettyTransport transport) throws Exception {
        assertThat(failure(transport.send(with(get(silent.uri()), A_MOMENT)))).isEqualTo(Kind.FIRST_BYTE_TIMEOUT);
    }

    private static Timeouts firstByte(int millis) {
        return new Timeouts(Optional.of(Duration.ofMillis(millis)), Optional.empty());
    }
}
