package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.http.TransportException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JettyTransportTest extends TransportFixture {
    @Nested
    class Request {
        @Test
        void goesOutAsItIs() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/a%2Fb%20c?q=a+b&r=%2F&s");
            Headers headers = Headers.of("content-type", "text/x", "x-two", "1", "x-two", "2");

            await(transport().send(with(post(uri, "grüße"), headers)));

            ScriptedServer.Received request = server.received.get(0);
            assertThat(request.line()).isEqualTo("POST /v1/a%2Fb%20c?q=a+b&r=%2F&s HTTP/1.1");
            assertThat(request.body()).isEqualTo("grüße");
            assertThat(request.head().lines().skip(1).filter(line -> !line.isEmpty()))
                    .containsExactlyInAnyOrder(
                            "Host: 127.0.0.1:" + server.port(),
                            "Accept-Encoding: gzip",
                            "Content-Type: text/x",
                            "x-two: 1",
                            "x-two: 2",
                            "Content-Length: 7");
        }

        @Test
        void keepsTheAcceptedEncodingsItNames() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });

            await(transport().send(with(get(server.uri()), Headers.of("accept-encoding", "identity"))));

            assertThat(server.received.get(0).header("accept-encoding")).isEqualTo("identity");
        }

        @Test
        void hasNoContentTypeOfItsOwn() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });

            await(transport().send(with(post(server.uri(), "x"), Headers.EMPTY)));

            assertThat(server.received.get(0).header("content-type")).isEmpty();
        }

        @Test
        void streamsABodyOfKnownLength() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });

            await(transport().send(post(server.uri(), Body.of(pieces("abc", "def"), 6))));

            ScriptedServer.Received request = server.received.get(0);
            assertThat(request.body()).isEqualTo("abcdef");
            assertThat(request.header("content-length")).isEqualTo("6");
        }

        @Test
        void streamsABodyOfUnknownLengthInChunks() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });

            await(transport().send(post(server.uri(), Body.of(pieces("abc", "def"), -1))));

            ScriptedServer.Received request = server.received.get(0);
            assertThat(request.body()).isEqualTo("abcdef");
            assertThat(request.header("transfer-encoding")).isEqualTo("chunked");
        }
    }

    @Nested
    class Response {
        @Test
        void isBytesWhenItIsThereInFull() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("HTTP/1.1 418 Short\r\nX-Two: 1\r\nX-Two: 2\r\nContent-Length: 3\r\n\r\nabc");
                wire.awaitClose();
            });

            ProviderResponse response = await(transport().send(get(server.uri())));

            assertThat(response.status()).isEqualTo(418);
            assertThat(response.headers()).isEqualTo(Headers.of("x-two", "1", "x-two", "2", "content-length", "3"));
            assertThat(response.body()).isInstanceOf(Body.Bytes.class);
            assertThat(text(response)).isEqualTo("abc");
        }

        @Test
        void isHandedOutBeforeItsBody() throws Throwable {
            var headersSeen = new ScriptedServer.Gate();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.beginChunked();
                headersSeen.await();
                wire.chunk("data: 1\n\n").chunk("data: 2\n\n").endChunked();
            });

            ProviderResponse response = await(transport().send(get(server.uri())));
            headersSeen.open();

            assertThat(response.body().length()).isEqualTo(-1);
            assertThat(text(response)).isEqualTo("data: 1\n\ndata: 2\n\n");
        }

        @Test
        void canComeByteByByte() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                byte[] all = ("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                for (byte b : all) {
                    wire.write(new byte[] {b});
                }
                wire.awaitClose();
            });

            ProviderResponse response = await(transport().send(get(server.uri())));

            assertThat(response.status()).isEqualTo(200);
            assertThat(text(response)).isEqualTo("abc");
        }

        @Test
        void mayEndWithTheConnection() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc");
            });

            assertThat(text(await(transport().send(get(server.uri()))))).isEqualTo("abc");
        }

        @Test
        void isUnzipped() throws Exception {
            String plain = "data: hello\n\n".repeat(5000);
            ScriptedServer server = server(wire -> {
                wire.read();
                byte[] zipped = gzip(plain);
                wire.write(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n");
                wire.write(zipped);
                wire.awaitClose();
            });

            ProviderResponse response = await(transport().send(get(server.uri())));

            assertThat(response.headers().contains("content-encoding")).isFalse();
            assertThat(response.headers().contains("content-length")).isFalse();
            assertThat(text(response)).isEqualTo(plain);
        }

        @Test
        void keepsACodingThatIsNotUndone() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\n???");
                wire.awaitClose();
            });

            ProviderResponse response = await(transport().send(get(server.uri())));

            assertThat(response.headers().first("content-encoding")).contains("br");
            assertThat(text(response)).isEqualTo("???");
        }

        @Test
        void toHeadHasNoBody() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Encoding: gzip\r\n\r\n");
                wire.awaitClose();
            });
            var head = new ProviderRequest("HEAD", server.uri(), Headers.EMPTY, Body.empty(), false, Timeouts.NONE);

            ProviderResponse response = await(transport().send(head));

            assertThat(response.body().length()).isZero();
            assertThat(response.headers().first("content-length")).contains("10");
        }

        @Test
        void isNotFollowedElsewhereAndLeavesNoCookie() throws Exception {
            ScriptedServer server = server(wire -> {
                while (true) {
                    wire.read();
                    wire.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\n"
                            + "Content-Length: 0\r\n\r\n");
                }
            });
            JettyTransport transport = transport();

            assertThat(await(transport.send(get(server.uri()))).status()).isEqualTo(302);
            assertThat(await(transport.send(get(server.uri()))).status()).isEqualTo(302);

            assertThat(server.received).hasSize(2);
            assertThat(server.received.get(1).header("cookie")).isEmpty();
        }

        @Test
        void mayComeBeforeTheRequestIsThereInFull() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.readHead();
                wire.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                wire.awaitClose();
            });
            var upload = closedAfterwards(new SubmissionPublisher<ByteBuffer>(Runnable::run, 4));

            ProviderResponse response = await(transport().send(post(server.uri(), Body.of(upload, -1))));

            assertThat(response.status()).isEqualTo(413);
            assertThat(text(response)).isEqualTo("no");
        }
    }

    @Nested
    class Connections {
        /** So that a second call cannot go out before the first one's connection is back. */
        private static final TransportSettings ONE_CONNECTION =
                TransportSettings.defaults().withMaxConnectionsPerProvider(1);

        @Test
        void areUsedAgain() throws Exception {
            ScriptedServer server = server(wire -> {
                while (true) {
                    wire.read();
                    wire.answer("{}");
                }
            });
            JettyTransport transport = transport(ONE_CONNECTION);

            for (int i = 0; i < 20; i++) {
                assertThat(text(await(transport.send(post(server.uri(), "{}")))))
                        .isEqualTo("{}");
            }

            assertThat(server.connections).hasValue(1);
        }

        @Test
        void areNotUsedWhenTheServerIsAboutToCloseThem() throws Exception {
            ScriptedServer server = server(wire -> {
                while (true) {
                    wire.read();
                    wire.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n");
                }
            });
            JettyTransport transport = transport();

            await(transport.send(post(server.uri(), "{}")));
            await(transport.send(post(server.uri(), "{}")));

            assertThat(server.connections).hasValue(2);
        }

        @Test
        void areClosedWhenNobodyUsesThem() throws Exception {
            var closed = new CompletableFuture<Void>();
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
                wire.awaitClose();
                closed.complete(null);
            });
            JettyTransport transport =
                    transport(TransportSettings.defaults().withPooledIdleTimeout(Duration.ofMillis(100)));

            await(transport.send(get(server.uri())));

            await(closed);
        }

        @Test
        void thatBrokeAfterAnIdempotentRequestAreReplacedOnce() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("first");
                wire.read();
                // closes without an answer, as a server does that had given the connection up already
            });
            JettyTransport transport = transport(ONE_CONNECTION);

            assertThat(text(await(transport.send(get(server.uri()))))).isEqualTo("first");
            assertThat(text(await(transport.send(get(server.uri()))))).isEqualTo("first");

            assertThat(server.connections).hasValue(2);
        }

        @Test
        void thatBrokeAfterAPostFailIt() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("first");
                wire.read();
            });
            JettyTransport transport = transport(ONE_CONNECTION);
            await(transport.send(post(server.uri(), "{}")));

            assertThat(failure(transport.send(post(server.uri(), "{}")))).isEqualTo(Kind.RESET);
        }
    }

    @Nested
    class Closing {
        @Test
        void failsCallsUnderWay() throws Throwable {
            ScriptedServer server = server(wire -> {
                if (wire.read().line().startsWith("GET")) {
                    wire.beginChunked();
                    wire.chunk("data: 1\n\n");
                }
                wire.awaitClose();
            });
            JettyTransport transport = transport();
            PulledBody body = PulledBody.of(
                            await(transport.send(get(server.uri()))).body().publisher())
                    .request(2);
            assertThat(body.next()).isEqualTo("data: 1\n\n");
            CompletableFuture<ProviderResponse> unanswered = transport.send(post(server.uri(), "{}"));

            transport.close();

            assertThat(kind(body.failure())).isEqualTo(Kind.ABORTED);
            assertThat(failure(unanswered)).isEqualTo(Kind.ABORTED);
            assertThat(failure(transport.send(get(server.uri())))).isEqualTo(Kind.ABORTED);
        }

        @Test
        void leavesNoThreadBehind() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
                wire.awaitClose();
            });
            var transport = new JettyTransport(TransportSettings.defaults());
            await(transport.send(get(server.uri())));
            assertThat(threads()).isPositive();

            transport.close();

            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (isOurs(thread)) {
                    thread.join(5_000);
                }
            }
            assertThat(threads()).isZero();
        }

        @Test
        void leavesAnExecutorFromOutsideRunning() throws Exception {
            ScriptedServer server = server(wire -> {
                wire.read();
                wire.answer("{}");
            });
            var executor = Executors.newFixedThreadPool(8);
            try {
                JettyTransport transport =
                        transport(TransportSettings.defaults().withExecutor(executor));
                assertThat(text(await(transport.send(get(server.uri()))))).isEqualTo("{}");

                transport.close();

                assertThat(executor.isShutdown()).isFalse();
            } finally {
                executor.shutdown();
            }
        }

        private long threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(this::isOurs)
                    .count();
        }

        private boolean isOurs(Thread thread) {
            return thread.isAlive() && thread.getName().startsWith("portkey-http");
        }
    }

    private static Flow.Publisher<ByteBuffer> pieces(String... texts) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int next;

            @Override
            public void request(long n) {
                for (long i = 0; i < n && next <= texts.length; i++) {
                    if (next < texts.length) {
                        subscriber.onNext(ByteBuffer.wrap(texts[next].getBytes(StandardCharsets.UTF_8)));
                    }
                    if (++next == texts.length) {
                        next++;
                        subscriber.onComplete();
                    }
                }
            }

            @Override
            public void cancel() {
                next = texts.length + 1;
            }
        });
    }

    private static byte[] gzip(String text) {
        try {
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return zipped.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
