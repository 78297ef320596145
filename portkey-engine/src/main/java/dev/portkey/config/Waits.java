package dev.portkey.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a target may keep its caller waiting. In configs and headers in milliseconds; 0 takes away what a node above
 * says; what nobody says is left to the operator's limits.
 *
 * @param request from sending until the response headers are there and, unless the answer is a stream, all of the body;
 *     {@code request_timeout}
 * @param firstToken from the response headers of a stream until its first event; {@code first_token_timeout}
 * @param streamIdle longest silence within a stream; {@code stream_idle_timeout}
 * @param deadline from the beginning of the call, retries and other targets included, to the end of the answer;
 *     {@code deadline}. A node can only shorten the deadline of the nodes above it.
 */
public record Waits(
        Optional<Duration> request,
        Optional<Duration> firstToken,
        Optional<Duration> streamIdle,
        Optional<Duration> deadline) {
    public static final Waits NONE = new Waits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What this says, filled up with what {@code outer} says. */
    public Waits under(Waits outer) {
        if (equals(NONE)) {
            return outer;
        }
        return new Waits(
                request.or(outer::request),
                firstToken.or(outer::firstToken),
                streamIdle.or(outer::streamIdle),
                shorter(deadline, outer.deadline));
    }

    /** Without the zeros that only take away. */
    public Waits withoutZeros() {
        return new Waits(above0(request), above0(firstToken), above0(streamIdle), above0(deadline));
    }

    private static Optional<Duration> shorter(Optional<Duration> inner, Optional<Duration> outer) {
        if (above0(inner).isEmpty() || above0(outer).isEmpty()) {
            return above0(inner).or(() -> above0(outer));
        }
        return inner.get().compareTo(outer.get()) < 0 ? inner : outer;
    }

    private static Optional<Duration> above0(Optional<Duration> wait) {
        return wait.filter(duration -> !duration.isZero());
    }
}
