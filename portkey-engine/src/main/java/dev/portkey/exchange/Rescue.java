package dev.portkey.exchange;

import static java.util.Objects.requireNonNull;

import dev.portkey.config.RescueMode;
import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.routing.Result;
import dev.portkey.routing.Step;
import dev.portkey.translate.spoken.DivergedException;
import dev.portkey.translate.spoken.Prefix;
import dev.portkey.translate.spoken.SplicedPath;
import dev.portkey.translate.spoken.Transcript;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Stands by while a stream reaches the client. When it breaks off, the route says who goes on; when nobody can, the client
 * is told of the break that was the first. Confined to one call; works only while no source is being read.
 */
final class Rescue {
    private static final Logger LOG = System.getLogger(Rescue.class.getName());

    /** Refusals that have nothing to do with what was asked. */
    private static final Set<Integer> NOT_ABOUT_THE_PREFIX = Set.of(401, 403, 408, 429);

    private static final int NOT_IMPLEMENTED = 501;

    private final Engine engine;
    private final Attempts attempts;
    private final Transcript transcript;
    private final ExchangeLog log;
    private final Cancellation cancellation;
    private final Target begunBy;
    private @Nullable Throwable firstBreak;
    private volatile Ending ending = Ending.COMPLETE;

    /** @param begunBy the target whose stream it is */
    Rescue(
            Engine engine,
            Attempts attempts,
            Transcript transcript,
            ExchangeLog log,
            Cancellation cancellation,
            Target begunBy) {
        this.engine = engine;
        this.attempts = attempts;
        this.transcript = transcript;
        this.log = log;
        this.cancellation = cancellation;
        this.begunBy = begunBy;
    }

    /** The stream, which goes on elsewhere when it breaks off. */
    Outcome guard(Outcome stream) {
        var body = new ResumableBody(stream.body().publisher(), this::resumed, cancellation::cancel);
        return Outcome.stream(stream.status(), stream.headers(), Body.of(body, -1), () -> ending);
    }

    private CompletableFuture<Flow.Publisher<ByteBuffer>> resumed(Throwable failure) {
        return CompletableFuture.completedFuture(failure)
                .thenCompose(this::resume)
                .exceptionallyCompose(fault -> {
                    LOG.log(Level.WARNING, "a rescue failed inside the gateway", fault);
                    attempts.abandon();
                    return lastWord();
                });
    }

    private CompletableFuture<Flow.Publisher<ByteBuffer>> resume(Throwable failure) {
        Throwable cause = failure;
        if (failure instanceof StreamBreak broken && broken.getCause() != null) {
            cause = broken.getCause();
            transcript.broke(broken.untoldUsage());
        }
        if (firstBreak == null) {
            firstBreak = cause;
        }
        log.brokeOff(StreamBreak.code(cause));
        if (cause instanceof DivergedException || StreamBreak.code(cause) == ErrorCode.DEADLINE_EXCEEDED) {
            return lastWord();
        }
        Result result = StreamBreak.result(cause);
        if (!transcript.canGoOn()) {
            attempts.settle(result);
            return lastWord();
        }
        return goOn(result);
    }

    private CompletableFuture<Flow.Publisher<ByteBuffer>> goOn(Result result) {
        Optional<Step> next = attempts.next(result);
        return next.isEmpty()
                ? lastWord()
                : attempts.paused(next.get()).thenCompose(step -> ask(step.target(), begunBy.rescue()));
    }

    private CompletableFuture<Flow.Publisher<ByteBuffer>> ask(Target target, RescueMode mode) {
        long since = System.nanoTime();
        var approach = new RescueApproach(mode);
        return attempts.outcome(target, approach::to).thenCompose(done -> {
            Outcome outcome = done.outcome();
            log.attempted(done.target(), outcome, since);
            if (outcome.isStream()) {
                ending = Ending.RESCUED;
                attempts.settle(outcome.result(engine.clock().instant()));
                return CompletableFuture.completedFuture(outcome.body().publisher());
            }
            Bodies.discard(outcome.body());
            if (approach.isImpossible) {
                return goOn(new Result(NOT_IMPLEMENTED, Result.From.GATEWAY, Optional.empty()));
            }
            if (outcome.failure().equals(Optional.of(ErrorCode.RESCUE_FAILED))) {
                attempts.abandon();
                return lastWord();
            }
            return approach.continues && mode == RescueMode.AUTO && refusesPrefix(outcome)
                    ? ask(target, RescueMode.REPLAY)
                    : goOn(outcome.result(engine.clock().instant()));
        });
    }

    private static boolean refusesPrefix(Outcome outcome) {
        return outcome.failure().isEmpty()
                && outcome.status() >= 400
                && outcome.status() <= 499
                && !NOT_ABOUT_THE_PREFIX.contains(outcome.status());
    }

    /** Always about the first break: what came of the attempts to mend it is in the record. */
    private CompletableFuture<Flow.Publisher<ByteBuffer>> lastWord() {
        ending = Ending.CUT;
        Throwable cause = requireNonNull(firstBreak, "firstBreak");
        byte[] event =
                StreamBreak.event(cause, begunBy.provider(), attempts.dialect()).bytes();
        return CompletableFuture.completedFuture(Body.of(event).publisher());
    }

    /** Decides, once the target is known in full, whether it can be given what was said. */
    private final class RescueApproach {
        private final RescueMode mode;
        private boolean continues;
        private boolean isImpossible;

        RescueApproach(RescueMode mode) {
            this.mode = mode;
        }

        /** @throws GatewayException when the target is to continue, and cannot */
        Approach to(ProviderCall call) {
            Prefix prefix = Prefix.of(transcript.text());
            Optional<JsonBody> prefilled = mode == RescueMode.REPLAY || prefix.isEmpty() || !transcript.isText()
                    ? Optional.empty()
                    : operation(call).flatMap(operation -> operation.prefilled(call, prefix.sent()));
            continues = prefilled.isPresent();
            if (continues) {
                return new Approach(
                        call.with(prefilled.get()),
                        new Delivery(SplicedPath.continuation(transcript, prefix, note(call)), true));
            }
            isImpossible = mode == RescueMode.CONTINUE && !prefix.isEmpty();
            if (isImpossible) {
                throw GatewayException.of(
                        ErrorCode.RESCUE_FAILED,
                        "Provider '" + call.target().provider() + "' cannot continue an answer");
            }
            return new Approach(call, new Delivery(SplicedPath.replay(transcript, note(call)), true));
        }

        private Optional<Operation> operation(ProviderCall call) {
            Optional<Provider> provider = engine.providers().find(call.target().provider());
            return provider.flatMap(known -> known.operation(call.endpoint()));
        }

        private JsonObject note(ProviderCall call) {
            if (call.strict()) {
                return JsonValue.EMPTY_JSON_OBJECT;
            }
            return JsonCodec.object()
                    .add(
                            "rescue",
                            JsonCodec.object()
                                    .add("mode", (continues ? RescueMode.CONTINUE : RescueMode.REPLAY).wireName())
                                    .add("from", begunBy.provider())
                                    .add("from_target", begunBy.path())
                                    .add("to", call.target().provider())
                                    .add("to_target", call.target().path()))
                    .build();
        }
    }
}
