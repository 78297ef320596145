package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.BodyCollector;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.TransportException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Gzipped replies over a socket, whole with the headers and streamed. */
class GzipReplyTest extends TransportFixture {
    private static final String PLAIN = "data: {\"a\":1}\n\n".repeat(3);
    private static final byte[] ZIPPED = GzipTest.gzip(PLAIN.getBytes(StandardCharsets.UTF_8));
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void isReadWhereverItIsCut() throws Exception {
        ScriptedServer server = server(wire -> {
            while (true) {
                int cut = cutNamedBy(wire.read());
                wire.write(CHUNKED);
                if (cut > 0) {
                    wire.chunk(Arrays.copyOf(ZIPPED, cut));
                }
                if (cut < ZIPPED.length) {
                    wire.chunk(Arrays.copyOfRange(ZIPPED, cut, ZIPPED.length));
                }
                wire.endChunked();
            }
        });
        JettyTransport transport = transport();

        for (int cut = 0; cut <= ZIPPED.length; cut++) {
            ProviderResponse response = await(transport.send(post(server.uri(), "" + cut)));
            assertThat(text(response)).as("cut at %d", cut).isEqualTo(PLAIN);
        }
    }

    @Test
    void failsWhenItIsWholeButTruncated() throws Exception {
        ScriptedServer server = server(wire -> {
            while (true) {
                int cut = cutNamedBy(wire.read());
                wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + cut + "\r\n\r\n");
                wire.write(Arrays.copyOf(ZIPPED, cut));
            }
        });
        assertFailsWhereverTruncated(server);
    }

    @Test
    void failsWhenItEndsTooEarlyInChunks() throws Exception {
        ScriptedServer server = server(wire -> {
            while (true) {
                int cut = cutNamedBy(wire.read());
                wire.write(CHUNKED).chunk(Arrays.copyOf(ZIPPED, cut)).endChunked();
            }
        });
        assertFailsWhereverTruncated(server);
    }

    @Test
    void failsWhenItEndsTooEarlyWithTheConnection() throws Exception {
        ScriptedServer server = server(wire -> {
            int cut = cutNamedBy(wire.read());
            wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            wire.write(Arrays.copyOf(ZIPPED, cut));
        });
        assertFailsWhereverTruncated(server);
    }

    @Test
    void failsAfterWhatCouldBeReadOfAStream() throws Throwable {
        var firstSeen = new ScriptedServer.Gate();
        byte[] whole = GzipTest.gzip("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
        ScriptedServer server = server(wire -> {
            wire.read();
            wire.write(CHUNKED).chunk(whole);
            firstSeen.await();
            wire.chunk(Arrays.copyOf(whole, 10)).endChunked(); // a header alone
        });
        PulledBody body = PulledBody.of(
                        await(transport().send(get(server.uri()))).body().publisher())
                .request(9);

        assertThat(body.next()).isEqualTo("data: 1\n\n");
        firstSeen.open();

        assertThat(kind(body.failure())).isEqualTo(Kind.CUT);
    }

    @Test
    void thatIsNoGzipFailsAndClosesTheConnection() throws Exception {
        var closed = new CompletableFuture<Void>();
        ScriptedServer server = server(wire -> {
            wire.read();
            wire.write(CHUNKED).chunk("hello").awaitClose();
            closed.complete(null);
        });

        ProviderResponse response = await(transport().send(get(server.uri())));

        assertThat(failure(BodyCollector.collect(response.body(), 1000))).isEqualTo(Kind.CUT);
        await(closed);
    }

    private void assertFailsWhereverTruncated(ScriptedServer server) throws Exception {
        JettyTransport transport = transport();
        for (int cut = 1; cut < ZIPPED.length; cut++) {
            ProviderResponse response = await(transport.send(post(server.uri(), "" + cut)));
            assertThat(failure(BodyCollector.collect(response.body(), 1000)))
                    .as("truncated to %d", cut)
                    .isEqualTo(Kind.CUT);
        }
    }

    private static int cutNamedBy(ScriptedServer.Received request) {
        return Integer.parseInt(request.body());
    }
}
