package dev.portkey.tests.door;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running gateway and a client that knows the way to it. */
public interface Door extends AutoCloseable {
    /** Sends a call. The future is done once status and headers of the reply are there; cancelling it hangs up. */
    CompletableFuture<Reply> send(Call call);

    /** Sends a call and waits for status and headers. */
    default Reply answer(Call call) {
        try {
            return send(call).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no reply to " + call, e);
        }
    }

    /**
     * Whether the gateway learns at once that its client has gone while there is nothing to tell it. Over HTTP/1.1 in a
     * servlet container it does not: the Servlet API reports that only when the next byte is written.
     */
    default boolean noticesHangUpsInSilence() {
        return true;
    }

    /** Closes client and gateway. */
    @Override
    void close() throws Exception;
}
