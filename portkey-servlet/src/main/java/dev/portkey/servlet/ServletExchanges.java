package dev.portkey.servlet;

import static java.util.Objects.requireNonNull;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Takes requests of a servlet container through a gateway, each without holding a thread: what servlet, filter and other
 * doors that live in such a container have in common. Thread-safe.
 */
public final class ServletExchanges {
    private static final System.Logger LOG = System.getLogger(ServletExchanges.class.getName());

    /**
     * Request attribute with a {@link CompletionStage} that completes when the client has closed its connection; whoever
     * runs the container may set it. Without it, a client that leaves while nothing is being written is noticed at the next
     * write.
     */
    public static final String CLIENT_GONE = "dev.portkey.servlet.client-gone";

    private final Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway;
    private final Set<ServletExchange> running = ConcurrentHashMap.newKeySet();

    /** @param gateway usually {@code Gateway::handle} */
    public ServletExchanges(Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        this.gateway = requireNonNull(gateway, "gateway");
    }

    /**
     * Starts a call and returns; the request goes asynchronous and is completed when the answer has gone out.
     *
     * @param request the container's own or a wrapper of it, not a proxy that ends with the current thread's work
     * @param mount context path and place of the gateway in it, as they stand in the request's URI, without a slash at the
     *     end: {@code /app/ai}; the path below it is the gateway's, {@code /v1/chat/completions}
     * @throws IOException when the client breaks off before the call has started
     * @throws IllegalStateException when a filter or servlet on the way does not support asynchronous requests
     */
    public void start(HttpServletRequest request, HttpServletResponse response, String mount) throws IOException {
        CutRequest.failIfCut(request);
        Body upload = RequestReader.body(request);
        AsyncContext async = request.startAsync(new CutRequest(request), response);
        start(new ServletExchange(async, request, response, upload, async::complete, running::remove), request, mount);
    }

    /**
     * As {@link #start}, for a request that a framework has made asynchronous and wants to complete by itself. When an
     * answer is cut, the framework's request is dispatched once more, and must then be passed to {@link #breakOff}.
     *
     * @param complete called once, when the response is written and committed
     */
    public void startSuspended(
            HttpServletRequest request, HttpServletResponse response, String mount, Runnable complete)
            throws IOException {
        Body upload = RequestReader.body(request);
        Runnable commitFirst = () -> {
            commit(response);
            complete.run();
        };
        start(
                new ServletExchange(request.getAsyncContext(), request, response, upload, commitFirst, running::remove),
                request,
                mount);
    }

    private void start(ServletExchange exchange, HttpServletRequest request, String mount) {
        running.add(exchange);
        Optional<String> path = MountPath.below(request, mount);
        if (path.isPresent()) {
            exchange.run(path.get(), gateway);
        } else {
            exchange.run("/", unused -> CompletableFuture.completedFuture(OwnAnswers.AMBIGUOUS_PATH));
        }
    }

    private static void commit(HttpServletResponse response) {
        try {
            if (!response.isCommitted()) {
                response.flushBuffer();
            }
        } catch (IOException e) {
            // The client is gone; the request is to be completed all the same.
            LOG.log(System.Logger.Level.DEBUG, "A client left before its answer was complete", e);
        }
    }

    /**
     * Breaks the connection off if {@code request} has come back because its answer was cut. The caller then returns
     * without an answer of its own, however it likes: nothing of that reaches the client as the end of the answer.
     *
     * @return whether it was so; if not, nothing was done
     */
    public static boolean breakOff(HttpServletRequest request, HttpServletResponse response) {
        if (!CutRequest.isCut(request)) {
            return false;
        }
        request.startAsync(new CutRequest(request), response).dispatch();
        return true;
    }

    /** Breaks off what is still under way; for a door whose gateway has been closed. */
    public void stop() {
        running.forEach(ServletExchange::stop);
    }
}
