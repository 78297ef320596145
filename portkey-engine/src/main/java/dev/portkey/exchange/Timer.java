package dev.portkey.exchange;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short things later, on one daemon thread that exists only once it is needed. Thread-safe. */
public final class Timer implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    public Timer() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "portkey-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the task after the delay, unless what is returned is run before. */
    Runnable after(Duration delay, Runnable task) {
        var due = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
