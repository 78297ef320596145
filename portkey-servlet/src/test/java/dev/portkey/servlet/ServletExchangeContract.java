package dev.portkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.servlet.WebContainer.WebApp;
import jakarta.servlet.Servlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of a gateway that lives in a servlet container, through whichever door and in whichever container. */
public abstract class ServletExchangeContract {
    private final BlockingQueue<GatewayRequest> requests = new LinkedBlockingQueue<>();
    private final WebContainer container = container();

    private Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway = this::echo;

    protected abstract WebContainer container();

    /** The door, mapped to {@code /*} in the root context. */
    protected abstract Servlet door(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway);

    @BeforeEach
    void start() throws Exception {
        container.start(new WebApp("").servlet("/*", door(request -> {
            requests.add(request);
            return gateway.apply(request);
        })));
    }

    @AfterEach
    void stop() throws Exception {
        container.stop();
    }

    @Test
    void answersWithTheBytesOfTheGateway() throws Exception {
        try (RawClient client = client().post("/v1/chat/completions?a=b%20c", "hello")) {
            RawClient.Head head = client.head();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("content-length")).isEqualTo("5");
            assertThat(head.field("content-type")).isEqualTo("text/plain");
            assertThat(head.field("x-twice")).isEqualTo("one|two");
            assertThat(client.body(head)).isEqualTo("hello");
            assertThat(request().query()).isEqualTo("a=b%20c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void keepsTheConnectionForTheNextCall(String method) throws Exception {
        try (RawClient client = client()) {
            for (int i = 0; i < 20; i++) {
                client.request(method, "/v1/x", "Content-Length: 2").send("ab");

                assertThat(client.body(client.head())).isEqualTo("ab");
                assertThat(request().method()).isEqualTo(method);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "DELETE"})
    void readsNothingWhenThereIsNoBody(String method) throws Exception {
        try (RawClient client = client().request(method, "/v1/models")) {
            assertThat(client.head().field("content-length")).isEqualTo("0");
            assertThat(request().body()).isEqualTo(Body.empty());
        }
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        gateway = request -> answer(Body.of("hello".getBytes(UTF_8)));

        try (RawClient client = client().request("HEAD", "/v1/models").request("GET", "/v1/models")) {
            RawClient.Head head = client.head();
            RawClient.Head next = client.head();

            assertThat(head.field("content-length")).isEqualTo("5");
            assertThat(client.body(next)).isEqualTo("hello");
        }
    }

    /** A provider's answer to HEAD has no content, which says nothing about what GET would get. */
    @Test
    void saysNoLengthForHeadWhenItKnowsNone() throws Exception {
        gateway = request -> answer(Body.empty());

        try (RawClient client = client().request("HEAD", "/v1/models")) {
            assertThat(client.head().fields()).doesNotContainKey("content-length");

            gateway = this::echo;
            assertThat(client.post("/v1/x", "next").body(client.head())).isEqualTo("next");
        }
    }

    @Test
    void saysTheLengthOfAStreamThatHeadDoesNotWant() throws Exception {
        gateway = request -> answer(Body.of(new ScriptedBody(), 210));

        try (RawClient client = client().request("HEAD", "/v1/models")) {
            assertThat(client.head().field("content-length")).isEqualTo("210");
        }
    }

    @Test
    void givesTheStreamBackThatHeadDoesNotWant() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, -1));

        try (RawClient client = client().request("HEAD", "/v1/models")) {
            assertThat(client.head().status()).isEqualTo(200);
            body.cancelled.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void streamsEventByEvent() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, -1));

        try (RawClient client = client().post("/v1/chat/completions", "{}")) {
            assertThat(client.head().field("transfer-encoding")).isEqualTo("chunked");
            for (int i = 0; i < 50; i++) {
                body.send("data: " + i + "\n\n");
                assertThat(client.chunk()).isEqualTo("data: " + i + "\n\n");
            }
            body.complete();
            assertThat(client.chunk()).isEmpty();

            gateway = this::echo;
            assertThat(client.post("/v1/x", "next").body(client.head())).isEqualTo("next");
        }
    }

    @Test
    void sendsLargeBytesWhole() throws Exception {
        String large = "0123456789".repeat(500_000);
        gateway = request -> answer(Body.of(large.getBytes(UTF_8)));

        try (RawClient client = client().request("GET", "/v1/x")) {
            assertThat(client.body(client.head())).isEqualTo(large);
        }
    }

    @Test
    void asksForNoMoreThanASlowReaderTakes() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, -1));

        try (RawClient client = new RawClient(container.port(), 8 * 1024).request("GET", "/v1/x")) {
            client.head();
            int sent = 0;
            while (body.offer(new byte[64 * 1024], Duration.ofSeconds(1))) {
                sent++;
                assertThat(sent)
                        .as("buffers of 64 KB taken though nobody reads")
                        .isLessThan(500);
            }
            for (int i = 0; i < sent; i++) {
                client.chunk();
            }
            assertThat(body.offer(new byte[1], Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void readsNoMoreOfAnUploadThanTheGatewayAsksFor() throws Exception {
        UploadReader reader = new UploadReader();
        CompletableFuture<GatewayResponse> answer = new CompletableFuture<>();
        gateway = request -> {
            request.body().publisher().subscribe(reader);
            return answer;
        };
        int size = 64 * 1024 * 1024;

        try (RawClient client = client().request("POST", "/v1/files", "Content-Length: " + size)) {
            Thread upload = new Thread(() -> reader.uploadTo(client, size));
            upload.start();
            reader.request(1);
            assertThat(reader.received.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.received.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(upload.isAlive()).isTrue();

            reader.request(Long.MAX_VALUE);
            upload.join(20_000);
            reader.complete.get(10, TimeUnit.SECONDS);
            assertThat(reader.bytes).isEqualTo(size);
            answer.complete(new GatewayResponse(200, Headers.EMPTY, Body.empty()));
            assertThat(client.head().status()).isEqualTo(200);
        }
    }

    @Test
    void readsAChunkedUpload() throws Exception {
        try (RawClient client = client().request("POST", "/v1/x", "Transfer-Encoding: chunked")) {
            client.send("5\r\nhello\r\n").send("6\r\n world\r\n").send("0\r\n\r\n");

            assertThat(client.body(client.head())).isEqualTo("hello world");
        }
    }

    @Test
    void answersBeforeTheUploadIsOver() throws Exception {
        gateway = request -> answer(Body.of("refused".getBytes(UTF_8)));

        try (RawClient client =
                client().request("POST", "/v1/files", "Content-Length: 1000000").send("start")) {
            assertThat(client.body(client.head())).isEqualTo("refused");
        }
    }

    @Test
    void continuesAnExpectingClientOnceTheBodyIsRead() throws Exception {
        try (RawClient client = client().request("POST", "/v1/x", "Content-Length: 2", "Expect: 100-continue")) {
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(client.send("ok").body(client.head())).isEqualTo("ok");
        }
    }

    @Test
    void refusesAnExpectingClientWithoutReading() throws Exception {
        gateway = request -> CompletableFuture.completedFuture(
                new GatewayResponse(401, Headers.EMPTY, Body.of("no".getBytes(UTF_8))));

        try (RawClient client = client().request("POST", "/v1/x", "Content-Length: 2", "Expect: 100-continue")) {
            RawClient.Head head = client.head();

            // A container may ask for the body before it calls the servlet.
            assertThat(head.status() == 100 ? client.head().status() : head.status())
                    .isEqualTo(401);
        }
    }

    @Test
    void ignoresAnOfferToUpgrade() throws Exception {
        try (RawClient client = client().request(
                        "POST",
                        "/v1/x",
                        "Content-Length: 2",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA")
                .send("ok")) {
            assertThat(client.body(client.head())).isEqualTo("ok");
        }
    }

    @Test
    void cancelsTheProviderWhenTheClientLeavesAStream() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, -1));

        try (RawClient client = client().request("GET", "/v1/x")) {
            client.head();
            body.send("first");
            client.chunk();
        }
        while (!body.cancelled.isDone()) {
            body.offer(new byte[1024], Duration.ofMillis(20));
        }
    }

    @Test
    void letsTheClientSeeThatAStreamWasCut() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, -1));

        try (RawClient client = client().request("GET", "/v1/x")) {
            client.head();
            body.send("first");
            client.chunk();
            body.fail();

            assertThat(client.isCut()).isTrue();
        }
    }

    @Test
    void letsTheClientSeeThatABodyOfKnownLengthWasCut() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, 200_000));

        try (RawClient client = client().request("GET", "/v1/x")) {
            body.send("x".repeat(100_000));
            RawClient.Head head = client.head();
            client.read(1000);
            body.fail();

            assertThat(head.status()).isEqualTo(200);
            assertThatThrownBy(() -> client.read(199_000)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersWithAnErrorWhenTheCutCameBeforeTheFirstByteWentOut() throws Exception {
        ScriptedBody body = new ScriptedBody();
        gateway = request -> answer(Body.of(body, 1000));

        try (RawClient client = client().request("GET", "/v1/x")) {
            body.send("held in the container's buffer");
            body.fail();
            RawClient.Head head = client.head();

            assertThat(head.status()).isEqualTo(502);
            assertThat(client.body(head)).contains("provider_stream_cut");
            gateway = this::echo;
            assertThat(client.post("/v1/x", "next").body(client.head())).isEqualTo("next");
        }
    }

    @Test
    void answersInternalErrorWhenTheGatewayFails() throws Exception {
        gateway = request -> CompletableFuture.failedFuture(new IllegalStateException("broken by the test"));

        try (RawClient client = client().request("GET", "/v1/x")) {
            RawClient.Head head = client.head();

            assertThat(head.status()).isEqualTo(500);
            assertThat(client.body(head)).contains("internal_error").doesNotContain("broken by the test");
        }
    }

    @Test
    void cancelsTheCallWhenTheUploadBreaksOff() throws Exception {
        UploadReader reader = new UploadReader();
        gateway = request -> {
            request.body().publisher().subscribe(reader);
            reader.requestAll();
            return new CompletableFuture<>();
        };

        try (RawClient client =
                client().request("POST", "/v1/files", "Content-Length: 1000000").send("start")) {
            assertThat(reader.received.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThatThrownBy(() -> reader.complete.get(10, TimeUnit.SECONDS)).hasMessageNotContaining("Timeout");
    }

    @Test
    void holdsNoContainerThreadWhileProvidersThink() throws Exception {
        CompletableFuture<GatewayResponse> answer = new CompletableFuture<>();
        gateway = request -> answer;
        RawClient[] clients = new RawClient[300];

        for (int i = 0; i < clients.length; i++) {
            clients[i] = client().post("/v1/x", "{}");
        }
        for (int i = 0; i < clients.length; i++) {
            request();
        }
        answer.complete(new GatewayResponse(200, Headers.EMPTY, Body.of("ok".getBytes(UTF_8))));

        for (RawClient client : clients) {
            assertThat(client.body(client.head())).isEqualTo("ok");
            client.close();
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(container.port());
    }

    private GatewayRequest request() throws InterruptedException {
        return requests.poll(10, TimeUnit.SECONDS);
    }

    private static CompletableFuture<GatewayResponse> answer(Body body) {
        return CompletableFuture.completedFuture(
                new GatewayResponse(200, Headers.of("content-type", "text/event-stream"), body));
    }

    private CompletableFuture<GatewayResponse> echo(GatewayRequest request) {
        UploadReader reader = new UploadReader();
        request.body().publisher().subscribe(reader);
        reader.requestAll();
        Headers headers = Headers.of("content-type", "text/plain", "x-twice", "one", "x-twice", "two");
        return reader.complete.thenApply(content -> new GatewayResponse(200, headers, Body.of(content)));
    }

    /** Reads an upload when told to. */
    private static final class UploadReader implements Flow.Subscriber<ByteBuffer> {
        final Semaphore received = new Semaphore(0);
        final CompletableFuture<byte[]> complete = new CompletableFuture<>();
        volatile long bytes;

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        void request(long n) throws Exception {
            subscription.get(10, TimeUnit.SECONDS).request(n);
        }

        /** For a reader that was subscribed in this thread. */
        void requestAll() {
            subscription.join().request(Long.MAX_VALUE);
        }

        void uploadTo(RawClient client, int size) {
            try {
                byte[] block = new byte[64 * 1024];
                for (int sent = 0; sent < size; sent += block.length) {
                    client.send(block);
                }
            } catch (IOException e) {
                complete.completeExceptionally(e);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription.complete(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            bytes += buffer.remaining();
            content.write(buffer.array(), buffer.position(), buffer.remaining());
            received.release();
        }

        @Override
        public void onError(Throwable cause) {
            complete.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            complete.complete(content.toByteArray());
        }
    }
}
