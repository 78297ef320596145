package dev.portkey.tests.provider;

import dev.portkey.http.Headers;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the provider was sent. At hand from the headers on; the content may still be coming. Thread-safe. */
public final class ReceivedCall {
    private final String method;
    private final String target;
    private final Headers headers;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final CompletableFuture<Void> firstBytes = new CompletableFuture<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final CompletableFuture<Void> connectionClosed = new CompletableFuture<>();

    ReceivedCall(String method, String target, Headers headers) {
        this.method = method;
        this.target = target;
        this.headers = headers;
    }

    public String method() {
        return method;
    }

    /** Path and query as on the request line. */
    public String target() {
        return target;
    }

    public Headers headers() {
        return headers;
    }

    /** All values of that header, joined by a comma; empty text when there is none. */
    public String header(String name) {
        return String.join(",", headers.all(name));
    }

    /** Done as soon as a piece of the content is there. */
    public CompletableFuture<Void> firstBytes() {
        return firstBytes;
    }

    /** The whole content; waits for it. */
    public byte[] bytes() {
        return await(body);
    }

    /** The whole content as text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The whole content as JSON. */
    public JsonObject json() {
        return JsonCodec.parseObject(text());
    }

    /** Done when the gateway has closed the connection on which the call came. */
    public CompletableFuture<Void> connectionClosed() {
        return connectionClosed;
    }

    /** Waits for something of this call that has to happen. */
    public static <T> T await(CompletableFuture<T> event) {
        try {
            return event.get(FakeProvider.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("what was to happen at the provider did not", e);
        }
    }

    synchronized void receive(byte[] buffer, int length) {
        content.write(buffer, 0, length);
        firstBytes.complete(null);
    }

    synchronized void complete() {
        body.complete(content.toByteArray());
    }

    void broken(Exception cause) {
        body.completeExceptionally(cause);
    }

    void hungUp() {
        connectionClosed.complete(null);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
