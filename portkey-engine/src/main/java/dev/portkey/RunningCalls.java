package dev.portkey;

import java.time.Duration;

/** Counts the calls under way and lets a stop wait for them. Thread-safe. */
final class RunningCalls {
    private int running;
    private boolean closed;

    /** Takes note of a new call; false when no more are taken. */
    synchronized boolean begin() {
        if (!closed) {
            running++;
        }
        return !closed;
    }

    synchronized void end() {
        running--;
        if (running == 0) {
            notifyAll();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes no more calls; false when it was so already. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Waits until none is running, but not longer than {@code limit}; returns how many still are. */
    synchronized int awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis();
                    running > 0 && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running;
    }
}
