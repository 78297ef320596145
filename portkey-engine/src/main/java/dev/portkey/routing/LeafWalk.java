package dev.portkey.routing;

import dev.portkey.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** One target and its retries. Its circuit hears of the result that stood in the end: a retry that helped is a success. */
final class LeafWalk implements Walk {
    private final Target target;
    private final Retry retry;
    private final Optional<Circuit> circuit;
    private final RoutedCall call;

    LeafWalk(Target target, Optional<Circuit> circuit, RoutedCall call, DoubleSupplier random) {
        this.target = target;
        this.call = call;
        this.retry = new Retry(target.retry(), random);
        this.circuit = circuit;
    }

    @Override
    public Step first() {
        return Step.first(target);
    }

    @Override
    public Optional<Step> next(Result result, Instant now) {
        Optional<Duration> pause = retry.pauseAfter(result, call.left(target, now));
        if (pause.isEmpty()) {
            settle(result, now);
        }
        return pause.map(wait -> new Step(target, wait, retry.count()));
    }

    @Override
    public void settle(Result result, Instant now) {
        circuit.ifPresent(known -> known.report(result, now));
    }

    @Override
    public void abandon(Instant now) {
        circuit.ifPresent(known -> known.release(now));
    }

    @Override
    public boolean mayGoOn() {
        return retry.isLeft();
    }

    @Override
    public int retryCount() {
        return retry.count();
    }
}
