package dev.portkey.sample.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sandbox provider, running: an HTTP server of its own on a free loopback port, because in somebody else's container
 * the gateway could not know how to reach a servlet of the same application. Meant for a handful of calls at a time.
 */
public final class SandboxServer implements AutoCloseable {
    /** Calls at a time; the next one's connection is closed. */
    private static final int MAX_THREADS = 64;

    private static final long IDLE_THREAD_SECONDS = 10;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final CountDownLatch stopping;

    private SandboxServer(HttpServer server, ThreadPoolExecutor threads, CountDownLatch stopping) {
        this.server = server;
        this.threads = threads;
        this.stopping = stopping;
    }

    /** @throws IOException when there is no free port */
    public static SandboxServer start() throws IOException {
        // Without it an event may wait 40 ms for the client's acknowledgement of the one before.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0, MAX_THREADS, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        CountDownLatch stopping = new CountDownLatch(1);
        server.createContext("/", new SandboxHandler(Clock.systemUTC(), stopping));
        server.setExecutor(threads);
        server.start();
        return new SandboxServer(server, threads, stopping);
    }

    /** Where an OpenAI client finds the sandbox: {@code http://127.0.0.1:PORT/v1}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Ends the server, its calls and its threads. */
    @Override
    public void close() {
        stopping.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
