package dev.portkey.servlet;

import static java.util.Objects.requireNonNull;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call from a servlet container through the gateway and back. No thread waits anywhere: container, gateway and provider
 * each call in when they have something.
 *
 * <p>They may do so at the same time. All they do then is to raise a flag and {@link #signal}; whoever finds nobody at work
 * does the work. So the response is touched by one thread at a time, never after the container's request was completed, and
 * that happens exactly once.
 */
final class ServletExchange {
    private static final System.Logger LOG = System.getLogger(ServletExchange.class.getName());

    /** nginx's status for a client that left: nobody reads it but the access log. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    /** No write blocks, so this is only a guard against a container that makes one wait for the other. */
    private static final long LONGEST_WRITE_MS = 1000;

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String method;
    private final boolean multiplexed;
    private final Body upload;
    private final Runnable complete;
    private final Runnable whenEnded;

    private final AtomicInteger signals = new AtomicInteger();
    private final ReentrantLock working = new ReentrantLock();
    private volatile @Nullable CompletableFuture<GatewayResponse> call;
    private volatile @Nullable GatewayResponse answer;
    private volatile @Nullable Throwable gone;
    private volatile boolean stopped;
    private volatile boolean ended;

    // Only for the thread at work.
    private boolean begun;
    private @Nullable ResponsePump pump;

    /**
     * An exchange that waits for {@link #run}.
     *
     * @param request its attributes are used, its upload is not
     * @param complete ends the container's request in good order
     * @param whenEnded runs once, when the container has its request back
     */
    ServletExchange(
            AsyncContext async,
            HttpServletRequest request,
            HttpServletResponse response,
            Body upload,
            Runnable complete,
            Consumer<ServletExchange> whenEnded) {
        this.async = async;
        this.request = request;
        this.response = response;
        this.method = request.getMethod();
        this.multiplexed = !request.getProtocol().startsWith("HTTP/1");
        this.upload = upload;
        this.complete = complete;
        this.whenEnded = () -> whenEnded.accept(this);
    }

    /** Starts the call and returns. */
    void run(String path, Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway) {
        async.setTimeout(0); // the gateway's own limits end a call; a container's default would cut long streams
        async.addListener(new Container());
        if (request.getAttribute(ServletExchanges.CLIENT_GONE) instanceof CompletionStage<?> clientGone) {
            clientGone.thenRun(() -> leave(new EOFException("the client closed its connection")));
        }
        String query = request.getQueryString();
        var gatewayRequest =
                new GatewayRequest(method, path, query == null ? "" : query, RequestReader.headers(request), upload);
        CompletableFuture<GatewayResponse> started = call(gateway, gatewayRequest);
        call = started;
        started.whenComplete(this::answered);
        signal();
    }

    private static CompletableFuture<GatewayResponse> call(
            Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway, GatewayRequest request) {
        try {
            return requireNonNull(gateway.apply(request), "the gateway's answer");
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(@Nullable GatewayResponse answered, @Nullable Throwable failure) {
        if (answered != null) {
            answer = answered;
        } else {
            if (gone == null) {
                LOG.log(System.Logger.Level.ERROR, "The gateway failed to answer a call", failure);
            }
            answer = OwnAnswers.INTERNAL_ERROR;
        }
        signal();
    }

    /** Breaks off, in a way the client can tell from an end. */
    void stop() {
        stopped = true;
        signal();
    }

    private void leave(Throwable why) {
        gone = why;
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        working.lock();
        try {
            int seen = 1;
            do {
                work();
                seen = signals.addAndGet(-seen);
            } while (seen != 0);
        } finally {
            working.unlock();
        }
    }

    /**
     * Keeps the container from taking its response back while a thread of ours is still inside. Tomcat reports a write that
     * fails to its own thread before it throws to the writer: without this wait the writer, on its way out, marks as broken
     * a response that already belongs to the next request.
     */
    private void awaitIdle() {
        try {
            if (working.tryLock(LONGEST_WRITE_MS, TimeUnit.MILLISECONDS)) {
                working.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        Throwable why = gone;
        GatewayResponse ready = stopped && !begun ? OwnAnswers.STOPPING : answer;
        if (ended) {
            abandon();
        } else if (why != null) {
            giveUp(why);
        } else if (ready != null) {
            try {
                respond(ready);
            } catch (IOException | RuntimeException e) {
                // The client is gone. A container that has taken its response back says so with any exception it likes.
                giveUp(e);
            }
        }
    }

    private void respond(GatewayResponse ready) throws IOException {
        if (!begun) {
            begun = true;
            ResponseHead.write(ready, method, response);
            announceClose(ready.body());
            begin(ready.body());
        }
        ResponsePump running = pump;
        if (running == null) {
            end(complete);
            return;
        }
        ResponsePump.Progress progress = running.advance();
        switch (stopped && progress == ResponsePump.Progress.WAITING ? ResponsePump.Progress.CUT : progress) {
            case WAITING -> {}
            case COMPLETE -> end(complete);
            case CUT -> cut(running);
        }
    }

    /**
     * An answer that comes before the request has been read ends the connection: a container that cannot skip the rest
     * closes it, and a client that was not told would lose its next request. Not for streams: some containers then let the
     * end of the connection be the end of the body, and a cut would look like an end.
     */
    private void announceClose(Body answered) {
        boolean unread = upload instanceof Body.Stream stream
                && stream.publisher() instanceof RequestBody body
                && !body.isWhole();
        if (unread && !multiplexed && answered instanceof Body.Bytes) {
            response.setHeader("connection", "close");
        }
    }

    private void begin(Body body) throws IOException {
        if (method.equals("HEAD")) {
            discard(body);
            if (body.length() <= 0) {
                // Or the container takes what it was not given for the content, and says that GET has none.
                response.flushBuffer();
            }
        } else if (body instanceof Body.Bytes bytes && fitsAtOnce(bytes)) {
            response.getOutputStream().write(bytes.content());
        } else {
            boolean live = body.length() < 0;
            if (live) {
                // Open Liberty holds the first event back unless the head went out before there was a listener.
                response.flushBuffer();
            }
            pump = new ResponsePump(response.getOutputStream(), live, this::signal);
            pump.start(body.publisher());
        }
    }

    /** What fits a fresh buffer of an HTTP/1 connection cannot block; HTTP/2 may have no window left even for one byte. */
    private boolean fitsAtOnce(Body.Bytes bytes) {
        return !multiplexed && bytes.content().length <= response.getBufferSize();
    }

    private void cut(ResponsePump running) throws IOException {
        if (response.isCommitted()) {
            end(() -> {
                CutRequest.mark(request);
                async.dispatch();
            });
            return;
        }
        // Nothing has reached the client yet, so it can still be told. Not reset(): Tomcat would forget its listener.
        response.resetBuffer();
        ResponseHead.write(OwnAnswers.PROVIDER_BROKE_OFF, method, response);
        running.restart(OwnAnswers.PROVIDER_BROKE_OFF.body().publisher());
        if (running.advance() == ResponsePump.Progress.COMPLETE) {
            end(complete);
        }
    }

    private void giveUp(Throwable why) {
        LOG.log(System.Logger.Level.DEBUG, "A client left before its answer was complete", why);
        end(() -> {
            if (!response.isCommitted()) {
                response.setStatus(CLIENT_CLOSED_REQUEST);
            }
            complete.run();
        });
        ResponsePump running = pump;
        if (running != null) {
            running.cancel();
        }
        abandon();
    }

    /** Lets the gateway know that nobody waits, and gives back an answer that comes all the same. */
    private void abandon() {
        CompletableFuture<GatewayResponse> started = call;
        if (started != null && !started.isDone()) {
            started.cancel(true);
        }
        GatewayResponse late = answer;
        if (late != null && !begun) {
            begun = true;
            discard(late.body());
        }
    }

    /** Hands the request back to the container when no thread reads from it any more. */
    private void end(Runnable handBack) {
        ended = true;
        Runnable once = () -> {
            try {
                handBack.run();
            } catch (RuntimeException e) {
                // The container was first: it ends a request by itself when its connection breaks.
                LOG.log(System.Logger.Level.DEBUG, "The container has ended the request already", e);
            }
            whenEnded.run();
        };
        if (upload instanceof Body.Stream stream && stream.publisher() instanceof RequestBody reading) {
            reading.close(new EOFException("the call is over"), once);
        } else {
            once.run();
        }
    }

    /** A provider's connection is free again only when somebody has subscribed to what it sends. */
    private static void discard(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.cancel();
                }

                @Override
                public void onNext(ByteBuffer buffer) {}

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onComplete() {}
            });
        }
    }

    /** What the container has to say besides reading and writing. */
    private final class Container implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            if (!ended) {
                leave(new EOFException("the container completed the request"));
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            leave(new TimeoutException("the container's time for the request is over"));
            awaitIdle();
        }

        @Override
        public void onError(AsyncEvent event) {
            Throwable cause = event.getThrowable();
            leave(cause == null ? new EOFException("the container gave the request up") : cause);
            awaitIdle();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
