package dev.portkey.exchange;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.BodyCollector;
import dev.portkey.http.MediaTypes;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.TransformedBody;
import dev.portkey.http.TransportException;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntax;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.provider.Dialect;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.StreamTranslator;
import dev.portkey.translate.spoken.DivergedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads a provider's response into an outcome: a reply, an error, a stream, or bytes passed through. */
final class Reply {
    private static final int MAX_ERROR_BYTES = 1 << 20;

    private final Engine engine;
    private final ProviderCall call;
    private final Optional<Operation> operation;
    private final Delivery delivery;
    private final AttemptWaits waits;
    private final Cancellation cancellation;

    Reply(
            Engine engine,
            ProviderCall call,
            Optional<Operation> operation,
            Delivery delivery,
            AttemptWaits waits,
            Cancellation cancellation) {
        this.engine = engine;
        this.call = call;
        this.operation = operation;
        this.delivery = delivery;
        this.waits = waits;
        this.cancellation = cancellation;
    }

    CompletableFuture<Outcome> read(ProviderResponse response) {
        boolean eventStream = response.mediaType().equals(MediaTypes.EVENT_STREAM);
        if (operation.isEmpty()) {
            return eventStream
                    ? stream(response, new RawStream(), Delivery.raw(), Dialect.PROVIDER)
                    : CompletableFuture.completedFuture(passedThrough(response));
        }
        Operation op = operation.get();
        if (response.status() < 400 && response.status() > 299) {
            // Redirects are not followed, so that nobody can lead the key elsewhere; for a client they mean nothing.
            Bodies.discard(response.body());
            throw invalid("it is a redirect, status " + response.status());
        }
        if (response.status() < 200 || response.status() > 299) {
            return collect(response, MAX_ERROR_BYTES).thenApply(body -> error(op, response, body));
        }
        if (eventStream && response.status() == 200) {
            Dialect dialect = call.endpoint().dialect();
            return call.wantsStream()
                    ? stream(response, op.stream(call), delivery, dialect)
                    : stream(response, new RawStream(), Delivery.raw(), dialect);
        }
        if (!op.repliesWithJson()) {
            return CompletableFuture.completedFuture(passedThrough(response));
        }
        return collect(response, engine.settings().limits().maxReplyBytes())
                .thenApply(body -> reply(op, response, body));
    }

    private CompletableFuture<byte[]> collect(ProviderResponse response, long limit) {
        CompletableFuture<byte[]> body = BodyCollector.collect(response.body(), limit);
        cancellation.onCancel(() -> body.cancel(true));
        return body;
    }

    private static Outcome passedThrough(ProviderResponse response) {
        return Outcome.answer(response.status(), ReplyHeaders.of(response.headers()), response.body());
    }

    private Outcome reply(Operation op, ProviderResponse response, byte[] body) {
        if (body.length == 0 && response.status() == 204) {
            return Outcome.answer(204, ReplyHeaders.of(response.headers()), Body.empty());
        }
        try {
            byte[] reply = op.reply(call, body);
            return Outcome.answer(
                    response.status(), ReplyHeaders.of(response.headers(), MediaTypes.JSON), Body.of(reply));
        } catch (JsonSyntaxException e) {
            throw invalid("it is not the JSON that was asked for");
        } catch (UnrecognisedReplyException e) {
            throw invalid(e.missing());
        }
    }

    private GatewayException invalid(String why) {
        return GatewayException.of(
                ErrorCode.INVALID_PROVIDER_RESPONSE,
                "Invalid response received from " + call.target().provider() + ": " + why);
    }

    private Outcome error(Operation op, ProviderResponse response, byte[] body) {
        byte[] json = op.relaysErrors() && body.length > 0 && JsonSyntax.isValid(body)
                ? body
                : JsonCodec.write(ErrorBodies.of(
                        op.error(call, response.status(), body),
                        response.status(),
                        call.target().provider(),
                        op.prefixesErrors(),
                        call.endpoint().dialect()));
        return Outcome.answer(response.status(), ReplyHeaders.of(response.headers(), MediaTypes.JSON), Body.of(json));
    }

    /** Not begun before the client has something of the answer: until then a failure is one with an error status. */
    private CompletableFuture<Outcome> stream(
            ProviderResponse response, StreamTranslator translator, Delivery way, Dialect dialect) {
        var relay = new StreamRelay(translator, way, call.target().provider(), dialect);
        var body = new TransformedBody(waits.withinDeadline(response.body().publisher(), engine.timer()), relay);
        cancellation.onCancel(body::cancel);
        CompletableFuture<Void> begin = body.begin().copy();
        Runnable disarm = engine.timer().after(waits.firstToken(), () -> {
            if (begin.completeExceptionally(ProviderFault.firstTokenTimeout(waits.firstToken()))) {
                body.cancel();
            }
        });
        return begin.handle((begun, failure) -> {
            disarm.run();
            if (failure != null) {
                return notBegun(failure, response);
            }
            return Outcome.stream(
                    response.status(),
                    ReplyHeaders.of(
                            response.headers(),
                            response.headers().first("content-type").orElse(MediaTypes.EVENT_STREAM)),
                    Body.of(body, -1),
                    relay::ending);
        });
    }

    private Outcome notBegun(Throwable failure, ProviderResponse response) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProviderErrorException e) {
            byte[] json = JsonCodec.write(ErrorBodies.of(
                    e.error(),
                    e.status(),
                    call.target().provider(),
                    call.endpoint().dialect()));
            return Outcome.answer(e.status(), ReplyHeaders.of(response.headers(), MediaTypes.JSON), Body.of(json));
        }
        if (cause instanceof MalformedEventException) {
            throw invalid("its first event cannot be read");
        }
        if (cause instanceof DivergedException) {
            throw GatewayException.of(ErrorCode.RESCUE_FAILED, "The answer does not fit the one it was to go on from");
        }
        if (cause instanceof TransportException || cause instanceof GatewayException) {
            throw (RuntimeException) cause;
        }
        throw new CompletionException(cause);
    }
}
