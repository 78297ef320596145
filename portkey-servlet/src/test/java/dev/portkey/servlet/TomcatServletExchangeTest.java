package dev.portkey.servlet;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.Servlet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

class TomcatServletExchangeTest extends ServletExchangeContract {
    @Override
    protected WebContainer container() {
        return new TomcatContainer();
    }

    @Override
    protected Servlet door(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        return new PortkeyGatewayServlet(gateway);
    }
}
