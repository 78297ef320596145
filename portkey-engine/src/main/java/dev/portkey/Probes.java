package dev.portkey;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The routes that answer for the gateway itself: greeting, liveness, readiness. They need no key. */
final class Probes {
    private static final GatewayResponse GREETING = text("text/plain; charset=UTF-8", 200, "AI Gateway says hey!");
    private static final GatewayResponse ALIVE = text("application/json", 200, "{\"status\":\"ok\"}");
    private static final GatewayResponse READY = text("application/json", 200, "{\"status\":\"ready\"}");
    private static final GatewayResponse STOPPING = text("application/json", 503, "{\"status\":\"stopping\"}");

    private Probes() {}

    /** The answer when the request is a probe. */
    static Optional<GatewayResponse> answer(GatewayRequest request, boolean stopping) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Optional.empty();
        }
        return switch (request.path()) {
            case "", "/" -> Optional.of(GREETING);
            case "/health" -> Optional.of(ALIVE);
            case "/ready" -> Optional.of(stopping ? STOPPING : READY);
            default -> Optional.empty();
        };
    }

    private static GatewayResponse text(String contentType, int status, String text) {
        return new GatewayResponse(
                status, Headers.of("content-type", contentType), Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
