package dev.portkey.exchange;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.RescueMode;
import dev.portkey.config.Target;
import dev.portkey.credential.Caller;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Dialect;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.ProviderCall;
import dev.portkey.routing.Conditions;
import dev.portkey.routing.Result;
import dev.portkey.routing.Route;
import dev.portkey.routing.RoutedCall;
import dev.portkey.routing.Step;
import dev.portkey.translate.spoken.Transcript;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Target after target, try after try, until routing says that an answer is the call's. */
final class Attempts {
    private final Engine engine;
    private final GatewayRequest request;
    private final Endpoint endpoint;
    private final Caller caller;
    private final CallBody body;
    private final Instant startedAt;
    private final ExchangeLog log;
    private final Cancellation cancellation;
    private final Route route;

    Attempts(
            Engine engine,
            GatewayRequest request,
            Endpoint endpoint,
            Caller caller,
            ConfigNode config,
            CallBody body,
            CallOptions options,
            Instant startedAt,
            ExchangeLog log,
            Cancellation cancellation) {
        this.engine = engine;
        this.request = request;
        this.endpoint = endpoint;
        this.caller = caller;
        this.body = body;
        this.startedAt = startedAt;
        this.log = log;
        this.cancellation = cancellation;
        var conditions = new Conditions(options.metadata(), body::params, request.path());
        this.route = Route.through(
                config,
                new RoutedCall(conditions, startedAt, engine.settings().limits().deadline()),
                engine.memory(),
                () -> ThreadLocalRandom.current().nextDouble(),
                engine.clock().instant());
    }

    /**
     * The answer of the call.
     *
     * @param target whose answer it is
     * @param retryCount as the response header says it
     */
    record Answer(Target target, Outcome outcome, int retryCount) {}

    /** Fails only for a call that reaches no target at all. */
    CompletableFuture<Answer> run() {
        return attempt(route.first());
    }

    private CompletableFuture<Answer> attempt(Step step) {
        long since = System.nanoTime();
        Optional<Transcript> transcript = transcript(step.target());
        Delivery delivery = transcript.map(Delivery::heard).orElseGet(() -> Delivery.plain(endpoint));
        CompletableFuture<Done> outcome = outcome(step.target(), call -> new Approach(call, delivery));
        outcome.whenComplete((done, failure) -> {
            if (failure != null) {
                route.abandon(engine.clock().instant());
            }
        });
        return outcome.thenCompose(done -> {
            log.attempted(done.target(), done.outcome(), since);
            Optional<Step> next = next(done.outcome().result(engine.clock().instant()));
            if (next.isEmpty()) {
                return CompletableFuture.completedFuture(
                        new Answer(done.target(), guarded(done, transcript), route.retryCount()));
            }
            // Closed before the next begins: a provider must not see two of us at once.
            Bodies.discard(done.outcome().body());
            return paused(next.get()).thenCompose(this::attempt);
        });
    }

    /** Written down only when somebody could go on from it: it costs a look into every event. */
    private Optional<Transcript> transcript(Target target) {
        boolean rescuable = body.json().filter(json -> json.isTrue("stream")).isPresent()
                && target.rescue() != RescueMode.OFF
                && route.mayGoOn();
        return rescuable ? Delivery.events(endpoint).map(Transcript::new) : Optional.empty();
    }

    private Outcome guarded(Done done, Optional<Transcript> transcript) {
        Outcome outcome = done.outcome();
        return transcript.isPresent() && outcome.isStream()
                ? new Rescue(engine, this, transcript.get(), log, cancellation, done.target()).guard(outcome)
                : outcome;
    }

    /** Where the call goes after this result; empty when the result is the call's. */
    Optional<Step> next(Result result) {
        Instant now = engine.clock().instant();
        if (cancellation.isCancelled()) {
            route.abandon(now);
            return Optional.empty();
        }
        if (!body.repeatable()) {
            route.settle(result, now);
            return Optional.empty();
        }
        return route.next(result, now);
    }

    /** The result is the call's, although there might be more to try. */
    void settle(Result result) {
        route.settle(result, engine.clock().instant());
    }

    /** There is no result that says anything about the target asked last. */
    void abandon() {
        route.abandon(engine.clock().instant());
    }

    /** The step, once its pause is over. */
    CompletableFuture<Step> paused(Step step) {
        if (step.pause().isZero()) {
            return CompletableFuture.completedFuture(step);
        }
        var over = new CompletableFuture<Step>();
        Runnable disarm = engine.timer().after(step.pause(), () -> over.complete(step));
        cancellation.onCancel(() -> {
            disarm.run();
            route.abandon(engine.clock().instant());
        });
        return over;
    }

    /** What came of asking a target; the target with its virtual key filled in. */
    record Done(Target target, Outcome outcome) {}

    /** Asks one target; fails only when there is no target at all. */
    CompletableFuture<Done> outcome(Target target, Function<ProviderCall, Approach> approach) {
        CompletableFuture<TargetResolution> resolved;
        try {
            resolved = TargetResolution.of(target, body.json(), engine.credentials(), caller);
        } catch (GatewayException e) {
            resolved = CompletableFuture.failedFuture(e);
        }
        return resolved.handle((resolution, failure) -> failure == null
                        ? send(resolution, approach)
                        : CompletableFuture.completedFuture(new Done(target, unresolved(failure, target))))
                .thenCompose(done -> done);
    }

    /** A target that names an unknown virtual key has failed; one that names nothing at all is no target. */
    private Outcome unresolved(Throwable failure, Target target) {
        GatewayException e = ProviderFault.of(failure, target);
        if (e.code() == ErrorCode.INVALID_CONFIG) {
            throw new CompletionException(e);
        }
        return failed(e);
    }

    private CompletableFuture<Done> send(TargetResolution resolution, Function<ProviderCall, Approach> approach) {
        var call = new ProviderCall(
                endpoint,
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                resolution.body(),
                resolution.target(),
                startedAt);
        CompletableFuture<Outcome> outcome;
        try {
            requireShape(call);
            Body content = ShapedForm.of(body.content(), request.headers(), call.target());
            AttemptWaits waits =
                    AttemptWaits.of(call.target().waits(), engine.settings().limits(), log.elapsed());
            outcome = new Attempt(engine, caller, approach.apply(call), content, waits, cancellation).run();
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        return outcome.exceptionally(failure -> failed(ProviderFault.of(failure, call.target())))
                .thenApply(done -> new Done(call.target(), done));
    }

    /** What a config says of a request's members must hold, or the call must not go out. */
    private void requireShape(ProviderCall call) {
        Target target = call.target();
        boolean shapes = !target.overrideParams().isEmpty()
                || !target.defaultParams().isEmpty()
                || !target.dropParams().isEmpty();
        String type = MediaTypes.essence(request.headers().first("content-type").orElse(""));
        if (shapes && call.body().isEmpty() && body.content().length() != 0 && !type.equals("multipart/form-data")) {
            throw GatewayException.at(
                    "content-type",
                    ErrorCode.INVALID_REQUEST,
                    "The config of this call sets request members, so its body must be JSON or a multipart form");
        }
    }

    Dialect dialect() {
        return endpoint.dialect();
    }

    private Outcome failed(GatewayException e) {
        Headers.Builder headers = Headers.builder().add("content-type", MediaTypes.JSON);
        if (e.code() == ErrorCode.UNSUPPORTED_ENDPOINT || e.code() == ErrorCode.INTERNAL_ERROR) {
            headers.add("x-portkey-gateway-exception", "true");
        }
        return Outcome.failure(
                e.code(), e.status(), headers.build(), Body.of(JsonCodec.write(ErrorBodies.of(e, endpoint.dialect()))));
    }
}
