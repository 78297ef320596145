package dev.portkey.tests.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A body, most often an event stream, that the test writes piece by piece. Its headers go out at once. */
public final class LiveAnswer implements Answer {
    private final CompletableFuture<Wire> begun = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String contentType;

    LiveAnswer(String contentType) {
        this.contentType = contentType;
    }

    @Override
    public void writeTo(Wire wire) throws IOException, InterruptedException {
        wire.write("HTTP/1.1 200 OK\r\ncontent-type: " + contentType + "\r\ntransfer-encoding: chunked\r\n\r\n");
        begun.complete(wire);
        ended.await();
    }

    /** An event of that data. */
    public LiveAnswer data(String data) {
        return send("data: " + data + "\n\n");
    }

    /** Bytes as they are, in one chunk. */
    public LiveAnswer send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.UTF_8));
    }

    public LiveAnswer send(byte[] bytes) {
        try {
            if (bytes.length > 0) { // an empty chunk would be the end
                wire().chunk(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Sends the same event until the gateway hangs up on that call. A server notices that its client has gone when it
     * next writes, hence the repetition; each waits for the one before to have had a chance.
     */
    public void dataUntilHungUp(String data, ReceivedCall call) {
        for (int i = 0; i < 1000 && !call.connectionClosed().isDone(); i++) {
            try {
                data(data);
                call.connectionClosed().get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // still connected
            } catch (UncheckedIOException e) {
                break; // the write found out first
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        ReceivedCall.await(call.connectionClosed());
    }

    /**
     * The end of the body in good order; whether the stream had said everything is another matter. A gateway that has heard
     * enough may be gone already.
     */
    public void end() {
        Wire wire = wire();
        try {
            wire.lastChunk();
        } catch (IOException e) {
            wire.close();
        }
        ended.countDown();
    }

    /** Hangs up in the middle of the body. */
    public void cut() {
        wire().close();
        ended.countDown();
    }

    private Wire wire() {
        return ReceivedCall.await(begun);
    }
}
