package dev.portkey.exchange;

import dev.portkey.config.Settings;
import dev.portkey.config.Waits;
import dev.portkey.error.GatewayException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * How long one attempt may take: what its target says, else what the operator says, and never beyond the call's deadline.
 *
 * @param target what the target says
 * @param limits what the operator says
 * @param left time until the target's own deadline when the attempt begins; empty when it has none. The operator's
 *     deadline, hours away, is looked at between attempts only: no timer is spent on it.
 * @param begunNanos when the attempt began, by {@link System#nanoTime()}
 */
record AttemptWaits(Waits target, Settings.Limits limits, Optional<Duration> left, long begunNanos) {
    /**
     * The waits of an attempt that begins now.
     *
     * @param elapsed since the call began
     * @throws GatewayException 408 when there is no time left
     */
    static AttemptWaits of(Waits target, Settings.Limits limits, Duration elapsed) {
        Optional<Duration> left = target.deadline().map(deadline -> deadline.minus(elapsed));
        if (left.orElse(limits.deadline().minus(elapsed)).compareTo(Duration.ofMillis(1)) < 0) {
            throw ProviderFault.deadline(target.deadline().orElse(limits.deadline()));
        }
        return new AttemptWaits(target, limits, left, System.nanoTime());
    }

    Duration firstByte() {
        return shorter(target.request().orElse(limits.firstByteTimeout()), limits.firstByteTimeout());
    }

    Duration firstToken() {
        return target.firstToken().orElse(limits.firstTokenTimeout());
    }

    Duration streamIdle() {
        return target.streamIdle().orElse(limits.streamIdleTimeout());
    }

    /** When a timer has to end the attempt; empty when the transport's own limits will do. */
    Optional<Duration> limit() {
        return left.isPresent() && target.request().isPresent()
                ? Optional.of(shorter(left.get(), target.request().get()))
                : left.or(target::request);
    }

    /** What to say when {@link #limit()} is over. */
    GatewayException limitFault() {
        boolean requestIsShorter = target.request().isPresent() && limit().equals(target.request());
        return requestIsShorter
                ? ProviderFault.requestTimeout(target.request().get())
                : ProviderFault.deadline(target.deadline().orElse(limits.deadline()));
    }

    /** The body, which fails at the deadline if it is not over by then. */
    Flow.Publisher<ByteBuffer> withinDeadline(Flow.Publisher<ByteBuffer> body, Timer timer) {
        if (left.isEmpty()) {
            return body;
        }
        Duration rest = left.get().minusNanos(System.nanoTime() - begunNanos);
        return new DeadlineBody(
                body, rest, ProviderFault.deadline(target.deadline().orElse(limits.deadline())), timer);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
