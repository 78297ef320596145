package dev.portkey.tests.door;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/**
 * A server reached over HTTP/1.1 with the JDK's client, which offers {@code Upgrade: h2c} with its first calls as it does
 * everywhere.
 */
public final class HttpDoor implements Door {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final AutoCloseable server;
    private final boolean noticesHangUpsInSilence;

    /** @param base where the gateway is mounted, without trailing slash */
    public HttpDoor(URI base, AutoCloseable server, boolean noticesHangUpsInSilence) {
        this.base = base;
        this.server = server;
        this.noticesHangUpsInSilence = noticesHangUpsInSilence;
    }

    /** Where the gateway is mounted, without trailing slash. */
    public URI base() {
        return base;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + call.target())).method(call.method(), content(call.body()));
        call.headers().forEach((name, value) -> {
            if (name.equals("expect")) {
                request.expectContinue(true);
            } else {
                request.header(name, value);
            }
        });
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request.build(), BodyHandlers.ofInputStream());
        CompletableFuture<Reply> reply = answer.thenApply(HttpDoor::reply);
        reply.whenComplete((answered, failure) -> {
            if (reply.isCancelled()) {
                answer.cancel(true);
            }
        });
        return reply;
    }

    @Override
    public boolean noticesHangUpsInSilence() {
        return noticesHangUpsInSilence;
    }

    private static BodyPublisher content(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.length() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes.content());
        }
        return BodyPublishers.fromPublisher(body.publisher());
    }

    private static Reply reply(HttpResponse<InputStream> response) {
        Headers.Builder headers = Headers.builder();
        response.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return new Reply(response.statusCode(), headers.build(), response.body());
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
