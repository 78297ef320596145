package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.credential.Caller;
import dev.portkey.error.ErrorCode;
import dev.portkey.observe.AttemptRecord;
import dev.portkey.observe.ExchangeRecord;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.provider.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Gathers what will be the record of one call. Written by one thread at a time, each handing over to the next. */
final class ExchangeLog {
    private final Instant startedAt;
    private final long startNanos = System.nanoTime();
    private final GatewayRequest request;
    private final Endpoint endpoint;
    private final CallOptions options;
    private final Consumer<ExchangeRecord> sink;
    private final List<AttemptRecord> attempts = new ArrayList<>(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Caller caller = Caller.ANONYMOUS;
    private volatile int status;

    /** @param sink gets the record once */
    ExchangeLog(
            Instant startedAt,
            GatewayRequest request,
            Endpoint endpoint,
            CallOptions options,
            Consumer<ExchangeRecord> sink) {
        this.startedAt = startedAt;
        this.request = request;
        this.endpoint = endpoint;
        this.options = options;
        this.sink = sink;
    }

    void calledBy(Caller newCaller) {
        caller = newCaller;
    }

    void attempted(Target target, Outcome outcome, long sinceNanos) {
        synchronized (attempts) {
            attempts.add(new AttemptRecord(
                    target.path(),
                    target.provider(),
                    outcome.status(),
                    outcome.failure().map(ErrorCode::wireName).orElse(""),
                    Duration.ofNanos(System.nanoTime() - sinceNanos)));
        }
    }

    /** Since the call began. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** The stream of the last attempt broke off after the client had been sent some of it. */
    void brokeOff(ErrorCode code) {
        synchronized (attempts) {
            int last = attempts.size() - 1;
            attempts.set(last, attempts.get(last).withFailure(code.wireName()));
        }
    }

    void answered(int newStatus) {
        status = newStatus;
    }

    /** The call is over; only the first word on that counts. */
    void ended(Ending ending) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Map<String, String> metadata = new HashMap<>(caller.metadata());
        metadata.putAll(options.labels());
        List<AttemptRecord> tried;
        synchronized (attempts) {
            tried = List.copyOf(attempts);
        }
        sink.accept(new ExchangeRecord(
                options.traceId(),
                caller.name(),
                endpoint.wireName(),
                request.method(),
                request.path(),
                status,
                ending,
                startedAt,
                elapsed(),
                tried,
                metadata));
    }
}
