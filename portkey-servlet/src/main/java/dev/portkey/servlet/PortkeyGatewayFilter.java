package dev.portkey.servlet;

import static java.util.Objects.requireNonNull;

import dev.portkey.Gateway;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gateway in front of an application: takes the calls below {@code /v1/} and passes all others down the chain as they
 * are. The init-param {@code portkey.path} moves it: with {@code /ai}, it takes {@code /ai/v1/}. Needs {@code
 * async-supported}; the gateway is found as for {@link PortkeyGatewayServlet}.
 */
public class PortkeyGatewayFilter extends HttpFilter {
    /** Init-param: the place below the context path, default the context path itself. */
    public static final String PATH = "portkey.path";

    private static final long serialVersionUID = 1;

    private final transient @Nullable GatewayMount given;
    private transient @Nullable GatewayMount mount;
    private String place = "";

    /** For a container: the gateway is found when the filter is initialised. */
    public PortkeyGatewayFilter() {
        given = null;
    }

    /** A filter in front of {@code gateway}, which stays the caller's to close. */
    public PortkeyGatewayFilter(Gateway gateway) {
        this(requireNonNull(gateway, "gateway")::handle);
    }

    PortkeyGatewayFilter(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        given = GatewayMount.shared(gateway);
    }

    @Override
    public void init() throws ServletException {
        place = place(getInitParameter(PATH));
        mount = given != null
                ? given
                : GatewayMount.of(getServletContext(), name -> Optional.ofNullable(getInitParameter(name)));
    }

    private static String place(@Nullable String path) throws ServletException {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return "";
        }
        if (!path.startsWith("/")) {
            throw new ServletException("init-param " + PATH + " must begin with a slash: " + path);
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isForGateway(MountPath.decodedPath(request))) {
            requireNonNull(mount, "init was not called")
                    .exchanges()
                    .start(request, response, request.getContextPath() + place);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isForGateway(String path) {
        String versioned = place.endsWith("/v1") ? place : place + "/v1";
        return path.startsWith(versioned + '/');
    }

    /** As {@link PortkeyGatewayServlet#destroy}. */
    @Override
    public void destroy() {
        if (mount != null) {
            mount.close().run();
        }
    }
}
