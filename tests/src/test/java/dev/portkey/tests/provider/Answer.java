package dev.portkey.tests.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What the provider does once it has read a request. */
@FunctionalInterface
public interface Answer {
    void writeTo(Wire wire) throws IOException, InterruptedException;

    /** JSON with status 200. */
    static HttpAnswer json(String body) {
        return json(200, body);
    }

    static HttpAnswer json(int status, String body) {
        return text(status, "application/json", body);
    }

    static HttpAnswer text(int status, String contentType, String body) {
        return HttpAnswer.of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer bytes(String contentType, byte[] body) {
        return HttpAnswer.of(200, contentType, body);
    }

    /** A whole event stream, each event as it is on the wire but for its blank line. */
    static HttpAnswer events(String... events) {
        return text(200, "text/event-stream", String.join("\n\n", events) + "\n\n");
    }

    /** The answer kept in {@code golden/NAME}: {@code .json}, or {@code .sse} for a stream. */
    static HttpAnswer golden(String name) {
        return text(200, name.endsWith(".sse") ? "text/event-stream" : "application/json", Golden.text(name));
    }

    /** Keeps the connection open and says nothing. */
    static Answer silence() {
        return wire -> new CountDownLatch(1).await();
    }

    /** Resets the connection before a single byte. */
    static Answer reset() {
        return Wire::reset;
    }

    /** Says something that is no HTTP. */
    static Answer garbage() {
        return wire -> {
            wire.write("220 mail.example ESMTP\r\n\r\n");
            wire.close();
        };
    }
}
