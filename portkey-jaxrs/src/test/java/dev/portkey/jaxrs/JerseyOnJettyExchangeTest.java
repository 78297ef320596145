package dev.portkey.jaxrs;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.servlet.JettyContainer;
import dev.portkey.servlet.ServletExchangeContract;
import dev.portkey.servlet.WebContainer;
import jakarta.servlet.Servlet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

class JerseyOnJettyExchangeTest extends ServletExchangeContract {
    @Override
    protected WebContainer container() {
        return new JettyContainer();
    }

    @Override
    protected Servlet door(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        return new ServletContainer(new ResourceConfig().register(new PortkeyGatewayFeature(gateway)));
    }
}
