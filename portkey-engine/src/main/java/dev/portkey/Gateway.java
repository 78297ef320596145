package dev.portkey;

import static java.util.Objects.requireNonNull;

import dev.portkey.config.Settings;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.exchange.Engine;
import dev.portkey.exchange.Exchange;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.exchange.Refusal;
import dev.portkey.provider.Endpoint;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The gateway: takes a client's request, asks the providers its config names, gives back the answer. Build one, keep it,
 * hand it to as many doors as there are. Thread-safe; blocks nowhere but in {@link #close()}.
 */
public final class Gateway implements AutoCloseable {
    /** What some server behind us may take for a slash. */
    private static final Pattern SEPARATOR = Pattern.compile("/|\\\\|%2[fF]|%5[cC]");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Engine engine;
    private final RunningCalls calls = new RunningCalls();

    Gateway(Engine engine) {
        this.engine = engine;
    }

    /** A gateway with built-in defaults: open to every caller, all providers, nothing saved. */
    public static Gateway create() {
        return builder().build();
    }

    public static GatewayBuilder builder() {
        return new GatewayBuilder();
    }

    /** What the operator set. */
    public Settings settings() {
        return engine.settings();
    }

    /**
     * Answers one call. The future completes once the answer's status and headers are certain, for a stream: once its
     * first event is there. It never fails; whatever goes wrong is an answer too. Cancelling it cancels the call and
     * closes the provider's connection; from its completion on, cancelling the subscription of the body does.
     */
    public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
        requireNonNull(request, "request");
        Optional<GatewayResponse> probe = Probes.answer(request, calls.isClosed());
        if (probe.isPresent()) {
            return CompletableFuture.completedFuture(probe.get());
        }
        Optional<Endpoint> endpoint = Endpoint.of(request.method(), request.path());
        if (endpoint.isEmpty()) {
            return refuse(GatewayException.of(ErrorCode.NOT_FOUND, "Not Found"), Endpoint.PROXY);
        }
        if (!METHODS.contains(request.method())) {
            return refuse(
                    GatewayException.of(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "This gateway takes GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS, not this method"),
                    endpoint.get());
        }
        if (hasDotSegment(request.path())) {
            return refuse(
                    GatewayException.of(ErrorCode.INVALID_REQUEST, "The path of this call holds a '.' or '..' segment"),
                    endpoint.get());
        }
        if (!calls.begin()) {
            return refuse(
                    GatewayException.of(ErrorCode.GATEWAY_STOPPING, "This gateway is stopping; try another instance"),
                    endpoint.get());
        }
        return Exchange.run(engine, request, endpoint.get(), ended -> {
            calls.end();
            engine.records().dispatch(ended);
        });
    }

    private static CompletableFuture<GatewayResponse> refuse(GatewayException refusal, Endpoint endpoint) {
        return CompletableFuture.completedFuture(Refusal.of(refusal, endpoint.dialect()));
    }

    /** Dot segments, escaped or not, would lead out of the provider's base path. */
    private static boolean hasDotSegment(String path) {
        if (!path.contains("/.") && path.indexOf('%') < 0) {
            return false;
        }
        for (String segment : SEPARATOR.split(path, -1)) {
            String plain = segment.replace("%2e", ".").replace("%2E", ".");
            if (plain.equals(".") || plain.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Stops: takes no new calls, waits for those under way up to {@code limits.stop_timeout_ms}, then breaks off the rest
     * and ends all threads. Blocks meanwhile. Does nothing the second time.
     */
    @Override
    public void close() {
        if (!calls.close()) {
            return;
        }
        calls.awaitNone(engine.settings().limits().stopTimeout());
        engine.close();
    }
}
