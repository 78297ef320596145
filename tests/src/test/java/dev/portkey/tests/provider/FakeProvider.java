package dev.portkey.tests.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server on a loopback port of its own. It gives the scripted answers in order, one per call, and keeps what
 * it was sent. A call beyond the script gets status 599, which no gateway makes up. Thread-safe.
 */
public final class FakeProvider implements AutoCloseable {
    /** How long a test waits for something that has to happen. */
    static final long PATIENCE_SECONDS = 15;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeProvider::thread);
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<ReceivedCall> calls = new LinkedBlockingQueue<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private FakeProvider(ServerSocket server) {
        this.server = server;
    }

    public static FakeProvider start() {
        try {
            var provider = new FakeProvider(new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1")));
            provider.threads.execute(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Adds to the script. */
    public FakeProvider answers(Answer... next) {
        script.addAll(List.of(next));
        return this;
    }

    /** Adds an event stream that the test writes as it goes along. */
    public LiveAnswer answersLive() {
        return answersLive("text/event-stream");
    }

    /** The same with content of another type. */
    public LiveAnswer answersLive(String contentType) {
        var live = new LiveAnswer(contentType);
        answers(live);
        return live;
    }

    /** The next call that no one has taken yet; waits until its headers are there. */
    public ReceivedCall takeCall() {
        try {
            ReceivedCall call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("no call reached the provider");
            }
            return call;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a call", e);
        }
    }

    /** All calls so far that no one has taken. */
    public List<ReceivedCall> untakenCalls() {
        return new ArrayList<>(calls);
    }

    /** How many connections were opened since the last {@link #forget()}. */
    public int connections() {
        return accepted.get();
    }

    /** Drops script and calls: the next test starts afresh. Connections stay, because the gateway may be about to use one. */
    public void forget() {
        script.clear();
        calls.clear();
        accepted.set(0);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(FakeProvider::close);
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // closed: nothing more to accept
        }
    }

    /** Reads on while the answer is being written: that is how a hang-up is noticed at once. */
    private void serve(Socket socket) {
        var received = new ArrayList<ReceivedCall>();
        try {
            socket.setTcpNoDelay(true);
            var requests = new RequestReader(socket.getInputStream());
            var wire = new Wire(socket);
            while (true) {
                var call = requests.next();
                if (call.isEmpty()) {
                    break;
                }
                received.add(call.get());
                calls.add(call.get());
                requests.readBody(call.get());
                Answer answer =
                        script.isEmpty() ? Answer.text(599, "text/plain", "not in the script") : script.remove();
                threads.execute(() -> write(answer, wire));
            }
        } catch (IOException | RuntimeException e) {
            received.forEach(call -> call.broken(e));
        } finally {
            connections.remove(socket);
            close(socket);
            received.forEach(ReceivedCall::hungUp);
        }
    }

    private static void write(Answer answer, Wire wire) {
        try {
            answer.writeTo(wire);
        } catch (IOException e) {
            wire.close();
        } catch (InterruptedException e) {
            wire.close();
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "fake-provider");
        thread.setDaemon(true);
        return thread;
    }
}
