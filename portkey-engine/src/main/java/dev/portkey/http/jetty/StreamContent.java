package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.Body;
import dev.portkey.http.TransportException;
import dev.portkey.http.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request body on its way from the client to the provider. One buffer is asked for at a time, when the provider's
 * connection has taken the one before; so a slow provider slows the client. Thread-safe.
 */
final class StreamContent implements Request.Content, Flow.Subscriber<ByteBuffer> {
    private final Body body;

    // All guarded by this; nothing foreign is called while it is held.
    private boolean subscribed;
    private boolean asked;
    private boolean complete;
    private long received;
    private Flow.@Nullable Subscription subscription;
    private @Nullable ByteBuffer arrived;
    private @Nullable Throwable failure;
    private @Nullable Runnable waiting;

    StreamContent(Body body) {
        this.body = body;
    }

    @Override
    public long getLength() {
        return body.length();
    }

    /** None: the content type is the business of whoever made the request. */
    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk ready = take();
        if (ready != null) {
            return ready;
        }
        ask();
        return take();
    }

    @Override
    public void demand(Runnable dataAvailable) {
        synchronized (this) {
            waiting = dataAvailable;
        }
        wakeIfReady();
    }

    /** The call is over before the body is. */
    @Override
    public void fail(Throwable cause) {
        Flow.Subscription reading;
        synchronized (this) {
            if (failure == null) {
                failure = cause;
            }
            arrived = null;
            reading = subscription;
        }
        if (reading != null) {
            reading.cancel();
        }
        wakeIfReady();
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        boolean wanted;
        synchronized (this) {
            wanted = subscription == null && failure == null;
            if (wanted) {
                subscription = started;
            }
        }
        if (wanted) {
            started.request(1);
        } else {
            started.cancel();
        }
    }

    @Override
    public void onNext(ByteBuffer piece) {
        requireNonNull(piece, "piece");
        boolean tooLong;
        synchronized (this) {
            received += piece.remaining();
            tooLong = body.length() >= 0 && received > body.length();
            if (!tooLong && failure == null) {
                asked = false;
                arrived = piece;
            }
        }
        if (tooLong) {
            fail(wrongLength());
        } else {
            wakeIfReady();
        }
    }

    @Override
    public void onError(Throwable cause) {
        fail(new TransportException(Kind.ABORTED, "the request body broke off", cause));
    }

    @Override
    public void onComplete() {
        boolean tooShort;
        synchronized (this) {
            complete = true;
            tooShort = body.length() >= 0 && received < body.length();
        }
        if (tooShort) {
            fail(wrongLength());
        } else {
            wakeIfReady();
        }
    }

    private TransportException wrongLength() {
        return new TransportException(
                Kind.ABORTED, "the request body has not the announced length of " + body.length() + " bytes");
    }

    private synchronized Content.@Nullable Chunk take() {
        if (failure != null) {
            return Content.Chunk.from(failure, true);
        }
        if (arrived != null) {
            ByteBuffer piece = arrived;
            arrived = null;
            return Content.Chunk.from(piece, false);
        }
        return complete ? Content.Chunk.EOF : null;
    }

    private void ask() {
        Flow.Subscription reading;
        synchronized (this) {
            if (asked || complete || failure != null) {
                return;
            }
            asked = true;
            reading = subscription;
            if (reading == null && subscribed) {
                return; // onSubscribe is still to come, and asks then
            }
            subscribed = true;
        }
        if (reading == null) {
            body.publisher().subscribe(this);
        } else {
            reading.request(1);
        }
    }

    private void wakeIfReady() {
        Runnable dataAvailable;
        synchronized (this) {
            if (arrived == null && failure == null && !complete) {
                return;
            }
            dataAvailable = waiting;
            waiting = null;
        }
        if (dataAvailable != null) {
            dataAvailable.run();
        }
    }
}
