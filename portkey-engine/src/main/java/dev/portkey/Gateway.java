package dev.portkey;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import java.util.concurrent.CompletableFuture;

/** The gateway. */
public final class Gateway implements AutoCloseable {
    public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
        throw new IllegalStateException("being built");
    }

    @Override
    public void close() {}
}
