package dev.portkey.sample.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** OpenAI's endpoints as far as the sandbox has them. Thread-safe. */
final class SandboxHandler implements HttpHandler {
    private static final List<String> MODELS = List.of(
            "sandbox",
            "sandbox-error-400",
            "sandbox-error-401",
            "sandbox-error-404",
            "sandbox-error-429",
            "sandbox-error-500",
            "sandbox-error-503",
            "sandbox-flaky",
            "sandbox-slow",
            "sandbox-cut",
            "sandbox-stall",
            "sandbox-garbage",
            "sandbox-html");
    private static final byte[] HTML_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>".getBytes(UTF_8);
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private final Clock clock;
    private final CountDownLatch stopping;
    private final Flakiness flakiness = new Flakiness();
    private final AtomicLong ids = new AtomicLong();

    /** @param stopping at zero, nothing waits any more */
    SandboxHandler(Clock clock, CountDownLatch stopping) {
        this.clock = clock;
        this.stopping = stopping;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        SandboxReply reply = new SandboxReply(exchange, stopping);
        try {
            answer(exchange, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, SandboxReply reply) throws IOException, InterruptedException {
        String route =
                exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().getFirst("authorization") == null) {
            reply.error(SandboxError.of(401));
        } else if (route.equals("GET /v1/models")) {
            reply.json(200, models());
        } else if (route.startsWith("GET /v1/models/")) {
            String id = route.substring("GET /v1/models/".length());
            if (MODELS.contains(id)) {
                reply.json(200, model(id));
            } else {
                reply.error(SandboxError.noSuchModel(id));
            }
        } else if (route.startsWith("POST /v1/")) {
            post(route.substring("POST ".length()), exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES), reply);
        } else {
            reply.error(notFound(route));
        }
    }

    private void post(String path, byte[] content, SandboxReply reply) throws IOException, InterruptedException {
        JsonObject body;
        try {
            body = JsonCodec.parseObject(content);
        } catch (JsonSyntaxException e) {
            reply.error(SandboxError.badRequest("The sandbox could not parse the JSON body of your request"));
            return;
        }
        String model = body.getString("model", "sandbox");
        Optional<Behaviour> behaviour = Behaviour.of(model);
        if (behaviour.isEmpty()) {
            reply.error(SandboxError.noSuchModel(model));
        } else {
            behave(behaviour.get(), path, content, body, reply);
        }
    }

    private void behave(Behaviour behaviour, String path, byte[] content, JsonObject body, SandboxReply reply)
            throws IOException, InterruptedException {
        switch (behaviour.kind()) {
            case ERROR -> reply.error(SandboxError.of(behaviour.status()));
            case HTML -> reply.send(behaviour.status(), "text/html", HTML_PAGE);
            case FLAKY -> {
                if (flakiness.fails(content)) {
                    reply.error(SandboxError.of(behaviour.status()));
                } else {
                    answer(path, body, Behaviour.Kind.ANSWER, reply);
                }
            }
            default -> {
                reply.pause(behaviour.delay());
                answer(path, body, behaviour.kind(), reply);
            }
        }
    }

    private void answer(String path, JsonObject body, Behaviour.Kind kind, SandboxReply reply)
            throws IOException, InterruptedException {
        String id = "sandbox" + ids.incrementAndGet();
        long created = clock.instant().getEpochSecond();
        switch (path) {
            case "/v1/chat/completions" -> {
                ChatRequest request = new ChatRequest(body);
                if (request.messages().isEmpty()) {
                    reply.error(SandboxError.badRequest("'messages' must hold at least one message"));
                    return;
                }
                ChatAnswer answer = ChatAnswer.to(request, id, created);
                if (request.stream()) {
                    reply.stream(answer.chunks(), kind);
                } else {
                    reply.whole(answer.whole(), kind);
                }
            }
            case "/v1/completions" -> {
                Completion completion = new Completion(body, id, created);
                if (body.getBoolean("stream", false)) {
                    reply.stream(completion.chunks(), kind);
                } else {
                    reply.whole(completion.whole(), kind);
                }
            }
            case "/v1/embeddings" -> reply.whole(Embeddings.answer(body), kind);
            default -> reply.error(notFound("POST " + path));
        }
    }

    private static SandboxError notFound(String route) {
        return new SandboxError(404, "The sandbox does not have " + route, "invalid_request_error", "not_found");
    }

    private static JsonObject models() {
        JsonArrayBuilder data = JsonCodec.array();
        MODELS.forEach(id -> data.add(model(id)));
        return JsonCodec.object().add("object", "list").add("data", data).build();
    }

    private static JsonObject model(String id) {
        return JsonCodec.object()
                .add("id", id)
                .add("object", "model")
                .add("created", 1_735_689_600)
                .add("owned_by", "sandbox")
                .build();
    }
}
