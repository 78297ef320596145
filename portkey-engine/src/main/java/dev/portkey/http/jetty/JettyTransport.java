package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import dev.portkey.http.TransportException;
import dev.portkey.http.TransportException.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sends requests through Jetty's client: HTTP/1.1, and HTTP/2 where the server offers it over TLS (ALPN). Certificates are
 * checked against the JVM's trust store, names are looked up by the JVM.
 *
 * <p>There are two clients on the same threads and buffers. One calls the built-in providers, through the forward proxy if
 * there is one. The other calls hosts that clients have named: each address is put to the {@link
 * TransportSettings#addressPolicy address policy} right before it is connected to. It never uses the forward proxy, which
 * would look the name up again and might find another address.
 *
 * <p>Started by its constructor. Callbacks run on its threads, which must not be blocked.
 */
public final class JettyTransport implements Transport {
    private static final Logger LOG = System.getLogger(JettyTransport.class.getName());

    /** Enough for the selectors, the callbacks, and some name look-ups, which block. */
    private static final int MAX_THREADS = 64;

    private static final int MIN_THREADS = 4;

    private final Executor executor;
    private final boolean ownsExecutor;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("portkey-http-timer", true);
    private final KeepAlive keepAlive;
    private final Deadlines deadlines;
    private final HttpClient builtIn;
    private final HttpClient guarded;
    private volatile boolean closed;

    public JettyTransport(TransportSettings settings) {
        requireNonNull(settings, "settings");
        ownsExecutor = settings.executor().isEmpty();
        executor = settings.executor().orElseGet(JettyTransport::newThreads);
        keepAlive = new KeepAlive(settings.pooledIdleTimeout());
        deadlines = new Deadlines(scheduler, executor);
        ByteBufferPool buffers = new ArrayByteBufferPool();
        var clients = new ClientFactory(settings, executor, scheduler, buffers, keepAlive);
        builtIn = clients.forBuiltInProviders();
        guarded = clients.forNamedHosts();
        try {
            if (ownsExecutor) {
                LifeCycle.start(executor);
            }
            LifeCycle.start(scheduler);
            ClientFactory.start(builtIn);
            ClientFactory.start(guarded);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static QueuedThreadPool newThreads() {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("portkey-http");
        threads.setDaemon(true);
        return threads;
    }

    @Override
    public CompletableFuture<ProviderResponse> send(ProviderRequest request) {
        requireNonNull(request, "request");
        if (request.uri().getHost() == null) {
            return CompletableFuture.failedFuture(new TransportException(
                    Kind.UNKNOWN_HOST, "no host name in " + request.uri().getRawAuthority()));
        }
        if (closed) {
            return CompletableFuture.failedFuture(closedFailure());
        }
        HttpClient client = request.guarded() ? guarded : builtIn;
        var exchange = new JettyExchange(client, request, keepAlive, deadlines);
        CompletableFuture<ProviderResponse> response = exchange.start();
        if (closed) {
            abort(exchange); // close() may have run too early to see it
        }
        return response;
    }

    /** Closes all connections and ends all threads of its own. Calls under way fail as {@link Kind#ABORTED}. */
    @Override
    public void close() {
        closed = true;
        deadlines.underWay().forEach(JettyTransport::abort);
        stop(builtIn);
        stop(guarded);
        deadlines.destroy();
        stop(scheduler);
        if (ownsExecutor) {
            stop(executor);
        }
    }

    private static void abort(JettyExchange exchange) {
        exchange.abort(closedFailure());
    }

    private static TransportException closedFailure() {
        return new TransportException(Kind.ABORTED, "the transport is closed");
    }

    private static void stop(Object component) {
        try {
            LifeCycle.stop(component);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "could not stop " + component, e);
        }
    }
}
