package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Body;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.http.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of failure, caused over a socket. */
class TransportFailureTest extends TransportFixture {
    private static final Optional<Duration> SHORT = Optional.of(Duration.ofMillis(300));

    @Nested
    class Connecting {
        @Test
        void toAnUnknownName() throws Exception {
            URI nowhere = URI.create("http://nowhere.invalid/");

            assertThat(failure(transport().send(get(nowhere)))).isEqualTo(Kind.UNKNOWN_HOST);
        }

        @Test
        void toSomethingElseThanHttp() throws Exception {
            assertThat(failure(transport().send(get(URI.create("ftp://127.0.0.1/")))))
                    .isEqualTo(Kind.CONNECT_FAILED);
        }

        @Test
        void withoutAHostName() throws Exception {
            assertThat(failure(transport().send(get(URI.create("http://under_score/")))))
                    .isEqualTo(Kind.UNKNOWN_HOST);
        }

        @Test
        void toAClosedPort() throws Exception {
            URI closed;
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closed = URI.create("http://127.0.0.1:" + server.getLocalPort());
            }

            assertThat(failure(transport().send(get(closed)))).isEqualTo(Kind.CONNECT_FAILED);
        }

        @Test
        void toSomebodyWhoSpeaksNoTls() throws Exception {
            ScriptedServer server = server(wire -> wire.write("this is not TLS").awaitClose());

            assertThat(failure(transport().send(get(URI.create("https://127.0.0.1:" + server.port())))))
                    .isEqualTo(Kind.CONNECT_FAILED);
        }

        @Test
        void toAFullBacklog() throws Exception {
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<Socket> fillers = fillBacklog(server);
                TransportSettings quick = TransportSettings.defaults().withConnectTimeout(Duration.ofMillis(80));

                Kind kind =
                        failure(transport(quick).send(get(URI.create("http://127.0.0.1:" + server.getLocalPort()))));

                assertThat(kind).isEqualTo(Kind.CONNECT_TIMEOUT);
                for (Socket filler : fillers) {
                    filler.close();
                }
            }
        }

        @Test
        void toSomebodyWhoNeverFinishesTheTlsHandshake() throws Exception {
            ScriptedServer server = server(ScriptedServer.Wire::awaitClose);
            var request = with(get(URI.create("https://127.0.0.1:" + server.port())), new Timeouts(SHORT, SHORT));

            assertThat(failure(transport().send(request))).isEqualTo(Kind.CONNECT_TIMEOUT);
        }

        @Test
        void withTooManyCallsWaiting() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.awaitClose();
            });
            JettyTransport transport = transport(TransportSettings.defaults()
                    .withMaxConnectionsPerProvider(1)
                    .withMaxQueuedPerProvider(1));

            List<CompletableFuture<ProviderResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(transport.send(get(server.uri())));
            }

            assertThat(failure(calls.get(3))).isEqualTo(Kind.OVERLOADED);
            assertThat(calls.get(0)).isNotDone();
        }

        /** Linux lets connections in up to the backlog and then leaves the next ones without an answer. */
        private List<Socket> fillBacklog(ServerSocket server) throws IOException {
            List<Socket> fillers = new ArrayList<>();
            while (true) {
                var filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 50);
                } catch (IOException e) {
                    return fillers;
                }
            }
        }
    }

    @Nested
    class BeforeTheHeaders {
        @Test
        void reset() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.reset();
            });

            assertThat(failure(transport().send(post(server.uri(), "{}")))).isEqualTo(Kind.RESET);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le"})
        void closed(String beginning) throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write(beginning);
            });

            assertThat(failure(transport().send(post(server.uri(), "{}")))).isEqualTo(Kind.RESET);
        }

        @Test
        void notHttp() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("220 mail.example ESMTP\r\n\r\n").awaitClose();
            });

            assertThat(failure(transport().send(post(server.uri(), "{}")))).isEqualTo(Kind.RESET);
        }

        @Test
        void anotherProtocolThanHttp() throws Exception {
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n");
                wire.awaitClose();
                closed.complete(null);
            });

            assertThat(failure(transport().send(get(server.uri())))).isEqualTo(Kind.RESET);
            await(closed);
        }

        @Test
        void silence() throws Exception {
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.awaitClose();
                closed.complete(null);
            });
            var request = with(post(server.uri(), "{}"), new Timeouts(SHORT, Optional.empty()));

            assertThat(failure(transport().send(request))).isEqualTo(Kind.FIRST_BYTE_TIMEOUT);
            await(closed);
        }
    }

    @Nested
    class WithinTheBody {
        @Test
        void cutChunks() throws Throwable {
            assertCut(wire -> wire.beginChunked().chunk("data: 1\n\n"));
        }

        @Test
        void cutWithinAChunk() throws Throwable {
            assertCut(wire -> wire.beginChunked().write("ff\r\ndata: 1\n\n"));
        }

        @Test
        void cutBeforeTheAnnouncedLength() throws Throwable {
            assertCut(wire -> wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndata: 1\n\n"));
        }

        @Test
        void badChunks() throws Throwable {
            assertCut(wire ->
                    wire.beginChunked().chunk("data: 1\n\n").write("zz\r\n").awaitClose());
        }

        @Test
        void reset() throws Throwable {
            var firstSeen = new ScriptedServer.Gate();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked().chunk("data: 1\n\n");
                firstSeen.await();
                wire.reset();
            });
            PulledBody body = body(server, Timeouts.NONE).request(9);

            assertThat(body.next()).isEqualTo("data: 1\n\n");
            firstSeen.open();

            assertThat(kind(body.failure())).isEqualTo(Kind.CUT);
        }

        @Test
        void silence() throws Throwable {
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked().chunk("data: 1\n\n").awaitClose();
                closed.complete(null);
            });
            PulledBody body =
                    body(server, new Timeouts(Optional.empty(), SHORT)).request(9);

            assertThat(body.next()).isEqualTo("data: 1\n\n");

            assertThat(kind(body.failure())).isEqualTo(Kind.STALLED);
            await(closed);
        }

        @Test
        void aSlowReaderIsNoSilence() throws Throwable {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked().chunk("data: 1\n\n").awaitClose();
            });
            JettyTransport transport = transport();
            var timeouts = new Timeouts(Optional.empty(), SHORT);
            PulledBody slow = bodyOf(transport, server, timeouts).request(1);
            assertThat(slow.next()).isEqualTo("data: 1\n\n");
            PulledBody eager = bodyOf(transport, server, timeouts).request(2);
            assertThat(eager.next()).isEqualTo("data: 1\n\n");

            // The eager one began to wait later, so the slow one would have been cut by now.
            assertThat(kind(eager.failure())).isEqualTo(Kind.STALLED);
            assertThat(slow.isSilent()).isTrue();

            assertThat(kind(slow.request(1).failure())).isEqualTo(Kind.STALLED);
        }

        private void assertCut(ScriptedServer.Script script) throws Throwable {
            ScriptedServer server = server(wire -> {
                wire.read();
                script.run(wire);
            });
            PulledBody body = body(server, Timeouts.NONE).request(9);

            assertThat(body.next()).isEqualTo("data: 1\n\n");
            assertThat(kind(body.failure())).isEqualTo(Kind.CUT);
        }

        private PulledBody body(ScriptedServer server, Timeouts timeouts) throws Exception {
            return bodyOf(transport(), server, timeouts);
        }

        private PulledBody bodyOf(JettyTransport transport, ScriptedServer server, Timeouts timeouts) throws Exception {
            ProviderResponse response = await(transport.send(with(post(server.uri(), "{}"), timeouts)));
            return PulledBody.of(response.body().publisher());
        }
    }

    @Nested
    class Aborting {
        @Test
        void whenTheClientsBodyBreaksOff() throws Exception {
            var begun = new CompletableFuture<Void>();
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.readHead();
                begun.complete(null);
                wire.awaitClose();
                closed.complete(null);
            });
            var upload = closedAfterwards(new SubmissionPublisher<ByteBuffer>(Runnable::run, 4));

            CompletableFuture<ProviderResponse> call = transport().send(post(server.uri(), Body.of(upload, -1)));
            await(begun);
            upload.submit(ByteBuffer.wrap(new byte[] {1}));
            upload.closeExceptionally(new IOException("client gone"));

            assertThat(failure(call)).isEqualTo(Kind.ABORTED);
            await(closed);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void whenTheClientsBodyHasAnotherLengthThanAnnounced(int length) throws Exception {
            ScriptedServer server = server(wire -> {
                wire.readHead();
                wire.awaitClose();
            });
            var upload = closedAfterwards(new SubmissionPublisher<ByteBuffer>(Runnable::run, 4));

            CompletableFuture<ProviderResponse> call = transport().send(post(server.uri(), Body.of(upload, 2)));
            upload.submit(ByteBuffer.wrap(new byte[length]));
            upload.close();

            assertThat(failure(call)).isEqualTo(Kind.ABORTED);
        }

        @Test
        void byCancellingTheFutureIsSeenAtTheServer() throws Exception {
            var asked = new CompletableFuture<Void>();
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                asked.complete(null);
                wire.awaitClose();
                closed.complete(null);
            });

            CompletableFuture<ProviderResponse> call = transport().send(post(server.uri(), "{}"));
            await(asked);
            call.cancel(true);

            await(closed);
        }

        @Test
        void byClosingReachesASubscriberWhoHasNotAskedForMore() throws Throwable {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked().chunk("data: 1\n\n").awaitClose();
            });
            JettyTransport transport = transport();
            PulledBody body = PulledBody.of(
                            await(transport.send(get(server.uri()))).body().publisher())
                    .request(1);
            assertThat(body.next()).isEqualTo("data: 1\n\n");

            transport.close();

            assertThat(kind(body.failure())).isEqualTo(Kind.ABORTED);
        }

        @Test
        void byCancellingTheBodyIsSeenAtTheServer() throws Throwable {
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked().chunk("data: 1\n\n").awaitClose();
                closed.complete(null);
            });
            PulledBody body = PulledBody.of(
                            await(transport().send(get(server.uri()))).body().publisher())
                    .request(1);
            assertThat(body.next()).isEqualTo("data: 1\n\n");

            body.cancel();

            await(closed);
        }
    }
}
