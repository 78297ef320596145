package dev.portkey.exchange;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Target;
import dev.portkey.credential.BearerToken;
import dev.portkey.credential.Caller;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;
import dev.portkey.observe.ExchangeRecord;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.provider.Endpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * One client call from beginning to end: who calls, what the config says, what is asked, then target after target until
 * an answer is the call's, then the answer.
 */
public final class Exchange {
    private static final Logger LOG = System.getLogger(Exchange.class.getName());

    private final Engine engine;
    private final GatewayRequest request;
    private final Endpoint endpoint;
    private final Instant startedAt;
    private final CallOptions options;
    private final ExchangeLog log;
    private final Cancellation cancellation = new Cancellation();

    private Exchange(Engine engine, GatewayRequest request, Endpoint endpoint, Consumer<ExchangeRecord> onEnd) {
        this.engine = engine;
        this.request = request;
        this.endpoint = endpoint;
        this.startedAt = engine.clock().instant();
        this.options = CallOptions.of(request.headers());
        this.log = new ExchangeLog(startedAt, request, endpoint, options, onEnd);
    }

    /**
     * Runs a call.
     *
     * @param onEnd told once, when the last byte has been handed over or will never be
     * @return never fails; cancelling it cancels the call
     */
    public static CompletableFuture<GatewayResponse> run(
            Engine engine, GatewayRequest request, Endpoint endpoint, Consumer<ExchangeRecord> onEnd) {
        var exchange = new Exchange(engine, request, endpoint, onEnd);
        CompletableFuture<GatewayResponse> answer = exchange.answer();
        answer.whenComplete((response, failure) -> {
            if (answer.isCancelled()) {
                exchange.abandon();
            }
        });
        return answer;
    }

    private CompletableFuture<GatewayResponse> answer() {
        CompletableFuture<GatewayResponse> steps;
        try {
            steps = authenticate()
                    .thenCompose(caller -> config(caller)
                            .thenCompose(config -> readBody().thenCompose(body -> attempt(caller, config, body))))
                    .thenApply(this::respond);
        } catch (RuntimeException e) {
            steps = CompletableFuture.failedFuture(e);
        }
        // A future of its own: cancelling a dependent one would leave the steps unaware.
        var answer = new CompletableFuture<GatewayResponse>();
        steps.whenComplete((response, failure) -> {
            GatewayResponse last = failure == null ? response : refusal(failure);
            if (!answer.complete(last)) {
                Bodies.discard(last.body());
            }
        });
        return answer;
    }

    private void abandon() {
        cancellation.cancel();
        log.ended(Ending.CLIENT_GONE);
    }

    private CompletableFuture<Caller> authenticate() {
        return engine.access()
                .authenticate(request.headers())
                .toCompletableFuture()
                .thenApply(known -> {
                    Caller caller = known.orElseThrow(() ->
                            GatewayException.at("x-portkey-api-key", ErrorCode.INVALID_API_KEY, "Invalid API key"));
                    log.calledBy(caller);
                    keepKeyOutOfQuery(caller);
                    return caller;
                });
    }

    /** The query goes upstream as it is. */
    private void keepKeyOutOfQuery(Caller caller) {
        if (caller.equals(Caller.ANONYMOUS) || request.query().isEmpty()) {
            return;
        }
        Optional<String> key = request.headers()
                .first("x-portkey-api-key")
                .or(() -> request.headers().first("authorization").map(BearerToken::orWhole));
        if (key.filter(value -> request.query().contains(value.strip())).isPresent()) {
            throw GatewayException.of(
                    ErrorCode.INVALID_REQUEST,
                    "The query of this call holds the key of this gateway, which must not travel upstream");
        }
    }

    private CompletableFuture<ConfigNode> config(Caller caller) {
        return ConfigResolution.of(engine, request, endpoint, caller);
    }

    private CompletableFuture<CallBody> readBody() {
        return CallBody.read(endpoint, request, engine.settings().limits().maxBodyBytes());
    }

    private CompletableFuture<Attempts.Answer> attempt(Caller caller, ConfigNode config, CallBody body) {
        return new Attempts(engine, request, endpoint, caller, config, body, options, startedAt, log, cancellation)
                .run();
    }

    private GatewayResponse respond(Attempts.Answer answer) {
        Target target = answer.target();
        Outcome outcome = answer.outcome();
        Headers headers = outcome.headers().toBuilder()
                .set("x-portkey-last-used-option-index", target.path())
                .set("x-portkey-provider", target.provider())
                .set("x-portkey-retry-attempt-count", Integer.toString(answer.retryCount()))
                .set("x-portkey-cache-status", "DISABLED")
                .set("x-portkey-trace-id", options.traceId())
                .build();
        log.answered(outcome.status());
        if (outcome.body() instanceof Body.Stream stream) {
            var observed = new ObservedBody(stream.publisher(), outcome.ending(), log::ended);
            return new GatewayResponse(outcome.status(), headers, Body.of(observed, stream.length()));
        }
        log.ended(Ending.COMPLETE);
        return new GatewayResponse(outcome.status(), headers, forPeople(headers, outcome.body()));
    }

    private GatewayResponse refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        GatewayException refused;
        if (cause instanceof GatewayException known) {
            refused = known;
        } else {
            LOG.log(Level.ERROR, "call " + options.traceId() + " failed inside the gateway", cause);
            refused = GatewayException.of(ErrorCode.INTERNAL_ERROR, "The gateway failed to process this call");
        }
        log.answered(refused.status());
        log.ended(Ending.COMPLETE);
        Headers headers = Headers.of("content-type", MediaTypes.JSON, "x-portkey-trace-id", options.traceId());
        Body body = Body.of(JsonCodec.write(ErrorBodies.of(refused, endpoint.dialect())));
        return new GatewayResponse(refused.status(), headers, forPeople(headers, body));
    }

    private Body forPeople(Headers headers, Body body) {
        return PrettyJson.asWanted(request, headers, body);
    }
}
