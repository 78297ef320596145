package dev.portkey.tests.door;

import dev.portkey.Gateway;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import java.util.concurrent.CompletableFuture;

/** A method call in the same process. */
public final class InProcessDoor implements Door {
    private final Gateway gateway;

    public InProcessDoor(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        CompletableFuture<GatewayResponse> answer = gateway.handle(
                new GatewayRequest(call.method(), call.path(), call.query(), call.headers(), call.body()));
        var reply = new CompletableFuture<Reply>();
        answer.whenComplete((response, failure) -> {
            if (failure == null) {
                reply.complete(new Reply(
                        response.status(),
                        response.headers(),
                        PublishedInputStream.of(response.body().publisher())));
            } else {
                reply.completeExceptionally(failure);
            }
        });
        reply.whenComplete((answered, failure) -> {
            if (reply.isCancelled()) {
                answer.cancel(true);
            }
        });
        return reply;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
