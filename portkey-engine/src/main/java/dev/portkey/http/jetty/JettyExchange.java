package dev.portkey.http.jetty;

import static dev.portkey.http.TransportException.Kind.ABORTED;
import static dev.portkey.http.TransportException.Kind.CONNECT_TIMEOUT;
import static dev.portkey.http.TransportException.Kind.FIRST_BYTE_TIMEOUT;
import static dev.portkey.http.TransportException.Kind.RESET;
import static dev.portkey.http.TransportException.Kind.STALLED;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.TransportException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * One call: the request as Jetty wants it, what is heard of it, and its deadline. Jetty calls the listener methods one
 * after the other; {@link #cancel}, {@link #abort} and {@link #expire} may come from any thread.
 */
final class JettyExchange
        implements Request.Listener,
                Response.ContentSourceListener,
                Response.CompleteListener,
                CyclicTimeouts.Expirable {
    private static final long NO_DEADLINE = Long.MAX_VALUE;
    private static final byte[] NOTHING = {};

    /** RFC 9110 §9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    /**
     * As much of a body as is read at once, before the response is handed out: what one read of the socket may have
     * brought along with the headers. A body that is complete by then needs no publisher.
     */
    private static final int READ_AHEAD = 16 << 10;

    /** As much of a request as is given to Jetty at once: progress is seen when it is out. */
    private static final int UPLOAD_PIECE = 128 << 10;

    private final HttpClient client;
    private final ProviderRequest call;
    private final KeepAlive keepAlive;
    private final Deadlines deadlines;
    private final CompletableFuture<ProviderResponse> future = new CompletableFuture<>();

    private volatile @Nullable Request request;
    private volatile @Nullable TransportException abortedWith;
    private volatile boolean handedOver;
    private volatile boolean begun;
    private volatile boolean reused;
    private volatile boolean sent;
    private volatile boolean answered;
    private volatile @Nullable ProviderResponse whole;
    private volatile @Nullable ResponseBody body;

    // Two, since progress of the upload may be told while the response is already being read.
    private volatile long headDeadline = NO_DEADLINE;
    private volatile long silenceDeadline = NO_DEADLINE;
    private boolean sentAgain;

    JettyExchange(HttpClient client, ProviderRequest call, KeepAlive keepAlive, Deadlines deadlines) {
        this.client = client;
        this.call = call;
        this.keepAlive = keepAlive;
        this.deadlines = deadlines;
    }

    CompletableFuture<ProviderResponse> start() {
        deadlines.add(this);
        future.whenComplete((response, failure) -> {
            if (future.isCancelled()) {
                cancel();
            }
        });
        waitForHead();
        send();
        return future;
    }

    private void send() {
        begun = false;
        sent = false;
        Request next = client.newRequest(call.uri()).method(call.method());
        next.headers(fields -> {
            if (call.headers().contains("accept-encoding")) {
                fields.remove(HttpHeader.ACCEPT_ENCODING);
            }
            call.headers().forEach(fields::add);
        });
        if (call.body() instanceof Body.Bytes bytes) {
            if (bytes.content().length > 0) {
                next.body(new ByteBufferRequestContent((String) null, pieces(bytes.content())));
            }
        } else {
            next.body(new StreamContent(call.body()));
        }
        next.onRequestListener(this);
        request = next;
        handOver(next);
    }

    /** Jetty loses an abort that comes before it has the request in hand, so that one waits here. */
    private void handOver(Request next) {
        handedOver = false;
        TransportException aborted = abortedWith;
        if (aborted != null) {
            fail(aborted);
            return;
        }
        try {
            next.send(this);
        } catch (RuntimeException e) {
            fail(Failures.connecting(e));
            return;
        }
        handedOver = true;
        aborted = abortedWith;
        if (aborted != null) {
            next.abort(aborted);
        }
    }

    @Override
    public void onBegin(Request ours) {
        // Asked now, since a broken connection is forgotten by the time it is told.
        reused = keepAlive.isReused(ours.getConnection());
        begun = true;
    }

    @Override
    public void onCommit(Request ours) {
        waitForHead();
    }

    @Override
    public void onContent(Request ours, ByteBuffer piece) {
        waitForHead();
    }

    @Override
    public void onSuccess(Request ours) {
        sent = true;
        waitForHead();
    }

    @Override
    public void onContentSource(Response response, Content.Source source) {
        answered = true;
        if (response.getStatus() < 200) {
            // Jetty keeps the interim ones to itself, so this is 101. We never ask for
            // another
            // protocol, and what follows in it would be no HTTP.
            var refused = new TransportException(RESET, "the provider answered with status " + response.getStatus());
            abort(refused);
            fail(refused);
            return;
        }
        Headers.Builder headers = Headers.builder();
        for (HttpField field : response.getHeaders()) {
            String value = field.getValue();
            headers.add(field.getLowerCaseName(), value == null ? "" : value);
            if (field.getHeader() == HttpHeader.KEEP_ALIVE && value != null) {
                keepAlive.announced(response.getRequest().getConnection(), value);
            }
        }
        byte[] readAhead = NOTHING;
        while (readAhead.length < READ_AHEAD) {
            Content.Chunk chunk = source.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                break; // a failure is there to be read again
            }
            readAhead = append(readAhead, chunk);
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                complete(new ProviderResponse(response.getStatus(), headers.build(), Body.of(readAhead)));
                return;
            }
        }
        long length = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        var rest = new ResponseBody(source, this, readAhead);
        body = rest;
        future.complete(new ProviderResponse(response.getStatus(), headers.build(), Body.of(rest, length)));
    }

    /**
     * A response that is there in full waits for {@link #onComplete}, which follows at once and finds the connection back
     * in the pool: whoever sends the next request from the future's callbacks need not open another. Unless the request
     * is still being sent, which may take any time.
     */
    private void complete(ProviderResponse response) {
        if (sent) {
            whole = response;
        } else {
            bodyComplete();
            future.complete(response);
        }
    }

    @Override
    public void onComplete(Result result) {
        ProviderResponse response = whole;
        if (response != null) {
            end();
            future.complete(response);
            return;
        }
        if (answered) {
            end();
            ResponseBody unfinished = body;
            if (unfinished != null && result.getResponseFailure() != null) {
                unfinished.broken(result.getResponseFailure());
            }
            return;
        }
        Throwable failure = result.getFailure();
        if (!sentAgain && abortedWith == null && !future.isDone() && maySendAgain(failure)) {
            sentAgain = true;
            send();
            return;
        }
        fail(begun ? Failures.waiting(failure) : Failures.connecting(failure));
    }

    /**
     * Whether the provider cannot have acted on the request, or acting on it twice does no harm: the server said by GOAWAY
     * that it had not looked at it; or a connection from the pool broke, most likely because its server had closed it
     * meanwhile, and the request is idempotent. Whether the head was written is no sign: a server may have read it, and
     * closed, before we are told that it went out.
     */
    private boolean maySendAgain(Throwable failure) {
        if (!begun || !(call.body() instanceof Body.Bytes)) {
            return false;
        }
        boolean idempotent =
                IDEMPOTENT.contains(call.method()) || call.headers().contains("idempotency-key");
        return failure instanceof RetryableRequestException || idempotent && reused;
    }

    /** Nobody wants the answer any more. */
    void cancel() {
        abort(new TransportException(ABORTED, "cancelled", new CancellationException()));
    }

    void abort(TransportException cause) {
        abortedWith = cause;
        Request current = request;
        if (current != null && handedOver) {
            current.abort(cause);
        }
    }

    /** The subscriber has asked for more, and there is nothing. */
    void silenceBegins() {
        call.timeouts().idle().ifPresent(wait -> {
            silenceDeadline = System.nanoTime() + wait.toNanos();
            deadlines.schedule(this);
        });
    }

    void silenceEnds() {
        silenceDeadline = NO_DEADLINE;
    }

    /** The response is there in full. If the request is not, nobody needs the rest of it. */
    void bodyComplete() {
        if (!sent && call.body() instanceof Body.Stream) {
            abort(new TransportException(ABORTED, "answered before the request was there in full"));
        }
    }

    TransportException bodyFailure(Throwable cause) {
        return Failures.reading(cause);
    }

    /** From now on: the call has begun, or a piece of the request has gone out. */
    private void waitForHead() {
        call.timeouts().firstByte().ifPresent(wait -> {
            headDeadline = System.nanoTime() + wait.toNanos();
            deadlines.schedule(this);
        });
    }

    @Override
    public long getExpireNanoTime() {
        return answered ? silenceDeadline : headDeadline;
    }

    /** Called some time after the deadline, which may have been moved since. */
    void expire() {
        long set = getExpireNanoTime();
        if (set == NO_DEADLINE || System.nanoTime() - set < 0) {
            return;
        }
        clearDeadlines();
        abort(answered ? stalled() : unanswered());
    }

    private TransportException stalled() {
        return new TransportException(
                STALLED, "silence for " + call.timeouts().idle().orElseThrow());
    }

    private TransportException unanswered() {
        Duration waited = call.timeouts().firstByte().orElseThrow();
        if (!begun) {
            return new TransportException(CONNECT_TIMEOUT, "no connection within " + waited);
        }
        return new TransportException(
                FIRST_BYTE_TIMEOUT,
                sent
                        ? "no response headers within " + waited + " of sending"
                        : "nothing more of the request could be sent for " + waited);
    }

    private void fail(TransportException failure) {
        end();
        future.completeExceptionally(failure);
    }

    private void end() {
        clearDeadlines();
        deadlines.remove(this);
    }

    private void clearDeadlines() {
        headDeadline = NO_DEADLINE;
        silenceDeadline = NO_DEADLINE;
    }

    private static List<ByteBuffer> pieces(byte[] content) {
        List<ByteBuffer> pieces = new ArrayList<>(1);
        for (int start = 0; start < content.length; start += UPLOAD_PIECE) {
            pieces.add(ByteBuffer.wrap(content, start, Math.min(UPLOAD_PIECE, content.length - start)));
        }
        return pieces;
    }

    private static byte[] append(byte[] head, Content.Chunk chunk) {
        ByteBuffer more = chunk.getByteBuffer();
        int length = more.remaining();
        if (length == 0) {
            return head;
        }
        byte[] joined = Arrays.copyOf(head, head.length + length);
        more.get(joined, head.length, length);
        return joined;
    }
}
