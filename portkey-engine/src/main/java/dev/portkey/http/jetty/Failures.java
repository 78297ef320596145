package dev.portkey.http.jetty;

import dev.portkey.http.TransportException;
import dev.portkey.http.TransportException.Kind;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What Jetty's exceptions mean, which depends on how far the call had come. */
final class Failures {
    private Failures() {}

    /** A failure before any connection had taken the request. */
    static TransportException connecting(Throwable cause) {
        TransportException known = known(cause);
        if (known != null) {
            return known;
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return failure(Kind.UNKNOWN_HOST, cause);
        }
        if (cause instanceof RejectedExecutionException) {
            return failure(Kind.OVERLOADED, cause);
        }
        // The first from the TCP connection, the second from the look-up or from a TLS handshake that does not answer.
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return failure(Kind.CONNECT_TIMEOUT, cause);
        }
        return failure(Kind.CONNECT_FAILED, cause);
    }

    /** A failure after a connection had taken the request and before the response headers. */
    static TransportException waiting(Throwable cause) {
        TransportException known = known(cause);
        return known != null ? known : failure(Kind.RESET, cause);
    }

    /** A failure within the response body. */
    static TransportException reading(Throwable cause) {
        TransportException known = known(cause);
        return known != null ? known : failure(Kind.CUT, cause);
    }

    /** What we said ourselves when we ended the call, wherever Jetty has put it since. */
    private static @Nullable TransportException known(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof TransportException said) {
                return said;
            }
        }
        return null;
    }

    private static TransportException failure(Kind kind, Throwable cause) {
        // Jetty describes the connection at great length here.
        String message = cause instanceof EOFException ? "closed by the other side" : cause.toString();
        return new TransportException(kind, message, cause);
    }
}
