package dev.portkey.jaxrs;

import static java.util.Objects.requireNonNull;

import dev.portkey.Gateway;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.jaxrs.resource.GatewayResource;
import dev.portkey.servlet.ServletExchanges;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Adds the gateway to a JAX-RS application: every path below the application's own that no other resource claims, with
 * every method. Register an instance: {@code register(new PortkeyGatewayFeature(gateway))}. The application path may end in
 * {@code /v1}; clients may then leave the version out or repeat it.
 *
 * <p>Answers go to the container as the servlet's do, byte for byte. Filters of the application see the request and, once
 * it has gone out, a response with its status, in which they can change nothing; its exception mappers and interceptors see
 * neither. Needs {@code async-supported} on the JAX-RS implementation's servlet or filter.
 */
public final class PortkeyGatewayFeature implements Feature {
    private final ServletExchanges exchanges;

    /** @param gateway stays the caller's to close, after the application has ended */
    public PortkeyGatewayFeature(Gateway gateway) {
        this(requireNonNull(gateway, "gateway")::handle);
    }

    PortkeyGatewayFeature(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        this.exchanges = new ServletExchanges(gateway);
    }

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new GatewayResource(exchanges));
        return true;
    }
}
