package dev.portkey.servlet;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.Servlet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

class JettyServletExchangeTest extends ServletExchangeContract {
    @Override
    protected WebContainer container() {
        return new JettyContainer();
    }

    @Override
    protected Servlet door(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        return new PortkeyGatewayServlet(gateway);
    }
}
