package dev.portkey.servlet;

import dev.portkey.Gateway;
import dev.portkey.GatewayBuilder;
import dev.portkey.config.InvalidSettingsException;
import dev.portkey.config.SettingsLocator;
import dev.portkey.config.SettingsSource;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The gateway behind one servlet or filter.
 *
 * @param exchanges the calls that go through it
 * @param close ends the gateway, if it was made for this door alone
 */
record GatewayMount(ServletExchanges exchanges, Runnable close) {
    /** A gateway that is somebody else's to close. */
    static GatewayMount shared(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        return new GatewayMount(new ServletExchanges(gateway), () -> {});
    }

    /**
     * In this order: an own gateway by the init-param {@code portkey.settings}, the one of the application in the context
     * attribute named after {@link Gateway}, an own one by what {@link SettingsLocator} finds.
     *
     * @throws ServletException when the settings cannot be used; the message lists all problems
     */
    static GatewayMount of(ServletContext context, Function<String, Optional<String>> initParams)
            throws ServletException {
        boolean configuredHere = initParams.apply(SettingsLocator.NAME).isPresent();
        if (!configuredHere && context.getAttribute(Gateway.class.getName()) instanceof Gateway common) {
            return shared(common::handle);
        }
        try {
            Optional<SettingsSource> settings = SettingsLocator.inThisProcess(
                            initParams, path -> resource(context, path))
                    .locate();
            GatewayBuilder builder = Gateway.builder();
            // A context put together by hand may have no loader of its own.
            Optional.ofNullable(context.getClassLoader()).ifPresent(builder::classLoader);
            settings.ifPresent(builder::settings);
            Gateway own = builder.build();
            ServletExchanges exchanges = new ServletExchanges(own::handle);
            return new GatewayMount(exchanges, () -> {
                own.close();
                exchanges.stop();
            });
        } catch (InvalidSettingsException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    private static Optional<InputStream> resource(ServletContext context, String path) {
        return Optional.ofNullable(context.getResourceAsStream(path));
    }
}
