package dev.portkey.sample.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request and the reads its connection does while it is handled. Once the content is complete nobody else reads, so the
 * watch may: one byte, which is either the end of the connection or the beginning of a pipelined request. That byte is kept
 * and given back to the connection before it goes on. Thread-safe.
 */
final class WatchedRequest extends Request.Wrapper implements Callback {
    private final AbstractEndPoint endPoint;
    private final Connection.UpgradeTo connection;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private volatile boolean contentRead;

    // Guarded by this.
    private boolean aged;
    private boolean armed;
    private boolean stopped;
    private @Nullable ByteBuffer pipelined;

    /** @param connection the request's, which takes back what was read of the next request */
    WatchedRequest(Request request, AbstractEndPoint endPoint, Connection.UpgradeTo connection) {
        super(request);
        this.endPoint = endPoint;
        this.connection = connection;
        this.contentRead = request.getLength() == 0
                || !request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                        && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Completes when the client has closed its connection. */
    CompletionStage<Void> gone() {
        return gone;
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk != null && chunk.isLast()) {
            contentRead = true;
        }
        return chunk;
    }

    /** Begins to watch at the second call, if the content is complete by then. */
    synchronized void tick() {
        if (!aged) {
            aged = true;
        } else if (contentRead) {
            arm();
        }
    }

    private synchronized void arm() {
        if (!stopped && !armed && pipelined == null && !gone.isDone()) {
            armed = true;
            armed = endPoint.tryFillInterested(this);
        }
    }

    /** There is something to read. */
    @Override
    public void succeeded() {
        if (isClientGone()) {
            endPoint.close();
            gone.complete(null);
        }
    }

    private synchronized boolean isClientGone() {
        armed = false;
        if (stopped) {
            return false;
        }
        try {
            ByteBuffer one = BufferUtil.allocate(1);
            int count = endPoint.fill(one);
            if (count > 0) {
                pipelined = one;
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void failed(Throwable cause) {
        synchronized (this) {
            armed = false;
            if (stopped || cause instanceof TimeoutException) {
                return;
            }
        }
        gone.complete(null);
    }

    /** Leaves the connection to its next request. */
    synchronized void stop() {
        stopped = true;
        if (armed) {
            endPoint.getFillInterest().onFail(new CancellationException("the response is complete"));
        }
        if (pipelined != null) {
            connection.onUpgradeTo(pipelined);
        }
    }
}
