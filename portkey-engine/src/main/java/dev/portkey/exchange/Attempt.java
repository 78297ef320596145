package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.credential.Caller;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One call to one target: translate, send, translate back. Everything a provider can do wrong ends as an outcome. */
final class Attempt {
    private final Engine engine;
    private final Caller caller;
    private final ProviderCall call;
    private final Body content;
    private final Delivery delivery;
    private final AttemptWaits waits;
    private final Cancellation cancellation;

    /** @param content the client's body, for endpoints whose body is streamed through */
    Attempt(
            Engine engine,
            Caller caller,
            Approach approach,
            Body content,
            AttemptWaits waits,
            Cancellation cancellation) {
        this.engine = engine;
        this.caller = caller;
        this.call = approach.call();
        this.content = content;
        this.delivery = approach.delivery();
        this.waits = waits;
        this.cancellation = cancellation;
    }

    /** Never fails but with a {@link GatewayException}. */
    CompletableFuture<Outcome> run() {
        Provider provider = engine.providers()
                .find(call.target().provider())
                .orElseThrow(() -> GatewayException.invalidConfig("Invalid provider passed"));
        Optional<Operation> operation =
                call.endpoint() == Endpoint.PROXY ? Optional.empty() : Optional.of(operation(provider));
        requireKey(provider);
        keepKeyFromForeignHosts();
        CompletableFuture<Outcome> outcome = provider.prepare(call, engine.transport())
                .toCompletableFuture()
                .thenCompose(prepared -> send(provider, operation, prepared));
        return withinLimits(outcome).handle((answer, failure) -> {
            if (failure != null) {
                throw ProviderFault.of(failure, call.target());
            }
            return answer;
        });
    }

    private CompletableFuture<Outcome> send(Provider provider, Optional<Operation> operation, ProviderCall prepared) {
        CompletableFuture<ProviderResponse> sent = engine.transport().send(request(provider, operation, prepared));
        var reply = new Reply(engine, prepared, operation, delivery, waits, cancellation);
        cancellation.onCancel(() -> sent.cancel(true));
        return sent.thenCompose(reply::read);
    }

    private Operation operation(Provider provider) {
        return provider.operation(call.endpoint())
                .orElseThrow(() -> GatewayException.of(
                        ErrorCode.UNSUPPORTED_ENDPOINT,
                        call.endpoint().wireName() + " is not supported by " + provider.id()));
    }

    private void requireKey(Provider provider) {
        Target target = call.target();
        boolean clientMayAuthorize =
                call.endpoint() == Endpoint.PROXY || !target.forwardHeaders().isEmpty();
        if (provider.needsKey(target)
                && target.apiKey().isEmpty()
                && target.customHost().isEmpty()
                && !clientMayAuthorize) {
            throw GatewayException.at(
                    "authorization",
                    ErrorCode.MISSING_PROVIDER_KEY,
                    "No API key for provider '" + provider.id()
                            + "'. Send it as 'Authorization: Bearer <key>', or name a virtual key in x-portkey-virtual-key,"
                            + " or put an api_key into the config");
        }
    }

    /** A key of the operator's goes to the provider's own host or to one that the operator named. */
    private void keepKeyFromForeignHosts() {
        Target target = call.target();
        boolean operatorsKey = target.apiKey().isPresent()
                && (target.virtualKey().isPresent() || target.saved())
                && !call.keyIsClients();
        if (operatorsKey && target.customHost().isPresent() && !target.customHostTrusted()) {
            throw GatewayException.at(
                    "custom_host",
                    ErrorCode.INVALID_REQUEST,
                    "A custom host cannot be combined with a key of this gateway's settings: send the provider's key"
                            + " yourself, or name the host in the settings beside the key");
        }
    }

    private ProviderRequest request(Provider provider, Optional<Operation> operation, ProviderCall prepared) {
        boolean proxied = operation.isEmpty();
        Headers headers = proxied
                ? ProviderHeaders.proxied(provider, prepared, caller)
                : ProviderHeaders.unified(provider, prepared, caller);
        ProviderUri uri = proxied
                ? ProviderUri.proxied(provider, prepared, engine)
                : ProviderUri.of(provider, operation.get(), prepared, engine);
        Body body = content;
        if (prepared.body().isPresent()) {
            body = Body.of(proxied ? prepared.json().bytes() : operation.get().request(prepared));
        }
        String method = proxied ? prepared.method() : operation.get().method(prepared);
        return new ProviderRequest(method, uri.uri(), headers, body, uri.guarded(), timeouts());
    }

    private Timeouts timeouts() {
        return new Timeouts(Optional.of(waits.firstByte()), Optional.of(waits.streamIdle()));
    }

    /** The caller's own limits cover the headers and, unless the answer is a stream, the whole body. */
    private CompletableFuture<Outcome> withinLimits(CompletableFuture<Outcome> outcome) {
        return waits.limit().map(limit -> within(limit, outcome)).orElse(outcome);
    }

    private CompletableFuture<Outcome> within(Duration limit, CompletableFuture<Outcome> outcome) {
        CompletableFuture<Outcome> inTime = outcome.copy();
        Runnable disarm = engine.timer().after(limit, () -> {
            // Looked up before the outcome is known: with it the next attempt may begin, and it is not to be stopped.
            Runnable stop = cancellation.running();
            if (inTime.completeExceptionally(waits.limitFault())) {
                stop.run();
                outcome.thenAccept(late -> Bodies.discard(late.body()));
            }
        });
        return inTime.whenComplete((answer, failure) -> disarm.run());
    }
}
