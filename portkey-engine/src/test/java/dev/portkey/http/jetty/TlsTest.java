package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.http.TransportException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class TlsTest extends TransportFixture {
    private final Set<String> connections = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> aborted = new CompletableFuture<>();
    private final ScriptedServer.Gate gate = new ScriptedServer.Gate();

    /** Says which HTTP it was asked in; {@code /open} sends a first piece and waits, {@code /silent} says nothing. */
    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            connections.add(request.getConnectionMetaData().getId());
            String path = request.getHttpURI().getPath();
            request.addFailureListener(failure -> aborted.complete(null));
            if (path.equals("/silent")) {
                return true; // completed by the client's going away
            }
            if (path.equals("/open")) {
                response.write(
                        false,
                        text("first"),
                        Callback.from(
                                // Not in this thread: it may be the one that has to read the client's reset.
                                () -> CompletableFuture.runAsync(() -> {
                                    gate.await();
                                    response.write(true, text("last"), callback);
                                }),
                                callback::failed));
                return true;
            }
            Content.Sink.write(response, true, request.getConnectionMetaData().getHttpVersion() + " " + path, callback);
            return true;
        }

        private ByteBuffer text(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void speaksHttp2WhereTheServerOffersIt() throws Exception {
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));

        ProviderResponse response = await(trusting().send(post(server.uri("/a"), "{}")));

        assertThat(text(response)).isEqualTo("HTTP/2.0 /a");
    }

    @Test
    void sharesOneHttp2ConnectionAmongCalls() throws Exception {
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));
        JettyTransport transport = trusting();
        await(transport.send(post(server.uri("/first"), "{}")));

        List<CompletableFuture<ProviderResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(transport.send(post(server.uri("/" + i), "{}")));
        }
        for (CompletableFuture<ProviderResponse> call : calls) {
            assertThat(text(await(call))).startsWith("HTTP/2.0 /");
        }

        assertThat(connections).hasSizeLessThan(5);
    }

    @Test
    void speaksHttp1WhereNothingIsNegotiated() throws Exception {
        TlsServer server = closedAfterwards(TlsServer.withoutAlpn(new Answering()));

        assertThat(text(await(trusting().send(get(server.uri("/a")))))).isEqualTo("HTTP/1.1 /a");
    }

    @Test
    void trustsNobodyTheJvmDoesNotTrust() throws Exception {
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));

        assertThat(failure(transport().send(get(server.uri("/a"))))).isEqualTo(Kind.CONNECT_FAILED);
    }

    @Test
    void cancellingAStreamIsSeenAtTheServerAndSparesTheConnection() throws Throwable {
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));
        JettyTransport transport = trusting();
        PulledBody body = PulledBody.of(
                        await(transport.send(get(server.uri("/open")))).body().publisher())
                .request(1);
        assertThat(body.next()).isEqualTo("first");

        body.cancel();

        await(aborted);
        gate.open();
        assertThat(text(await(transport.send(get(server.uri("/b")))))).isEqualTo("HTTP/2.0 /b");
        assertThat(connections).hasSize(1);
    }

    @Test
    void silenceEndsOneStreamOnly() throws Throwable {
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));
        JettyTransport transport = trusting();
        Optional<Duration> wait = Optional.of(Duration.ofMillis(300));
        ProviderResponse open =
                await(transport.send(with(get(server.uri("/open")), new Timeouts(Optional.empty(), wait))));
        PulledBody body = PulledBody.of(open.body().publisher()).request(2);
        assertThat(body.next()).isEqualTo("first");

        assertThat(kind(body.failure())).isEqualTo(Kind.STALLED);
        gate.open();
        assertThat(failure(transport.send(with(get(server.uri("/silent")), new Timeouts(wait, wait)))))
                .isEqualTo(Kind.FIRST_BYTE_TIMEOUT);

        assertThat(text(await(transport.send(get(server.uri("/b")))))).isEqualTo("HTTP/2.0 /b");
        assertThat(connections).hasSize(1);
    }

    @Test
    void aSilentStreamKeepsItsConnectionHoweverLongOthersAreIdle() throws Throwable {
        var idleClosed = new CompletableFuture<Void>();
        ScriptedServer other = server(wire -> {
            wire.read();
            wire.answer("{}").awaitClose();
            idleClosed.complete(null);
        });
        TlsServer server = closedAfterwards(TlsServer.withHttp2(new Answering()));
        JettyTransport transport = trusting(TransportSettings.defaults().withPooledIdleTimeout(Duration.ofMillis(60)));
        PulledBody body = PulledBody.of(
                        await(transport.send(get(server.uri("/open")))).body().publisher())
                .request(2);
        assertThat(body.next()).isEqualTo("first");
        await(transport.send(get(other.uri())));

        await(idleClosed);
        gate.open();

        assertThat(body.next()).isEqualTo("last");
        assertThat(body.request(1).isComplete()).isTrue();
    }

    private JettyTransport trusting() {
        return trusting(TransportSettings.defaults());
    }

    private JettyTransport trusting(TransportSettings settings) {
        return TlsServer.trusted(() -> transport(settings));
    }
}
