package dev.portkey.sample.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes one reply, well or in the way its model goes wrong. */
final class SandboxReply {
    /** Between two chunks, so that one sees a stream. */
    private static final Duration CHUNK_PAUSE = Duration.ofMillis(10);

    /** Longest silence of a model that stalls; longer than any sensible timeout. */
    private static final Duration STALL = Duration.ofMinutes(10);

    private final HttpExchange exchange;
    private final CountDownLatch stopping;

    SandboxReply(HttpExchange exchange, CountDownLatch stopping) {
        this.exchange = exchange;
        this.stopping = stopping;
    }

    void error(SandboxError error) throws IOException {
        if (error.status() == 429) {
            exchange.getResponseHeaders().set("retry-after", "1");
        }
        json(error.status(), error.body());
    }

    void json(int status, JsonObject body) throws IOException {
        send(status, "application/json", JsonCodec.write(body));
    }

    void send(int status, String contentType, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("content-type", contentType);
        exchange.getResponseHeaders().set("x-request-id", "req_sandbox");
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    void whole(JsonObject body, Behaviour.Kind kind) throws IOException, InterruptedException {
        byte[] content = JsonCodec.write(body);
        switch (kind) {
            case STALL -> pause(STALL);
            case GARBAGE -> send(200, "application/json", Arrays.copyOf(content, content.length / 2));
            case CUT -> {
                exchange.getResponseHeaders().set("content-type", "application/json");
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content, 0, content.length / 2);
                exchange.getResponseBody().flush();
            }
            default -> send(200, "application/json", content);
        }
    }

    void stream(List<JsonObject> chunks, Behaviour.Kind kind) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.getResponseHeaders().set("x-request-id", "req_sandbox");
        // This server ends a chunked body in good order whatever happens. A body that is shorter than announced makes
        // it
        // close the connection.
        exchange.sendResponseHeaders(200, kind == Behaviour.Kind.CUT ? Integer.MAX_VALUE : 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < chunks.size(); i++) {
            if (i == chunks.size() / 2) {
                if (kind == Behaviour.Kind.CUT) {
                    return;
                } else if (kind == Behaviour.Kind.STALL) {
                    pause(STALL);
                } else if (kind == Behaviour.Kind.GARBAGE) {
                    event(out, "{\"choices\":[{\"delta\":");
                }
            }
            event(out, JsonCodec.text(chunks.get(i)));
            pause(CHUNK_PAUSE);
        }
        event(out, "[DONE]");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(UTF_8));
        out.flush();
    }

    /** Waits, but not longer than the server runs. */
    void pause(Duration time) throws InterruptedException {
        boolean stopped = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (stopped) {
            throw new InterruptedException("the sandbox stops");
        }
    }
}
