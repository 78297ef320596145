package dev.portkey.servlet;

import static java.util.Objects.requireNonNull;

import dev.portkey.Gateway;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a servlet, for any mapping below any context path: {@code /*}, {@code /ai/*}, {@code /ai/v1/*}. Below a
 * mapping that ends in {@code /v1} clients may leave the version out or repeat it. Needs {@code async-supported}.
 *
 * <p>The gateway is the one passed to the constructor; or an own one, by the init-param {@code portkey.settings} (a file, a
 * resource below {@code /WEB-INF/}, or the document itself); or the one in the {@code ServletContext} attribute {@code
 * dev.portkey.Gateway}; or an own one by the system property {@code portkey.settings}, the environment variable {@code
 * PORTKEY_SETTINGS}, {@code /WEB-INF/portkey.json}, or defaults. An own gateway is drained and closed with the servlet; any
 * other one by whoever made it. Several servlets do not share anything but a gateway they were given.
 */
public class PortkeyGatewayServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient @Nullable GatewayMount given;
    private transient @Nullable GatewayMount mount;

    /** For a container: the gateway is found when the servlet is initialised. */
    public PortkeyGatewayServlet() {
        given = null;
    }

    /** A servlet in front of {@code gateway}, which stays the caller's to close. */
    public PortkeyGatewayServlet(Gateway gateway) {
        this(requireNonNull(gateway, "gateway")::handle);
    }

    PortkeyGatewayServlet(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        given = GatewayMount.shared(gateway);
    }

    @Override
    public void init() throws ServletException {
        mount = given != null
                ? given
                : GatewayMount.of(getServletContext(), name -> Optional.ofNullable(getInitParameter(name)));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireNonNull(mount, "init was not called").exchanges().start(request, response, MountPath.ofServlet(request));
    }

    /** Finishes running calls, up to {@code limits.stop_timeout_ms}, when the gateway is this servlet's own. */
    @Override
    public void destroy() {
        if (mount != null) {
            mount.close().run();
        }
    }
}
