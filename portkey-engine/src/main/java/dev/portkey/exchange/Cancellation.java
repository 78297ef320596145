package dev.portkey.exchange;

import org.jspecify.annotations.Nullable;

/** Carries "the client is gone" to whatever step is running. Thread-safe. */
final class Cancellation {
    private boolean cancelled;
    private @Nullable Runnable action;

    /** What to do when the client goes from now on; replaces what was set before. Done at once when it has gone already. */
    void onCancel(Runnable newAction) {
        synchronized (this) {
            if (!cancelled) {
                action = newAction;
                return;
            }
        }
        newAction.run();
    }

    void cancel() {
        Runnable due;
        synchronized (this) {
            cancelled = true;
            due = running();
            action = null;
        }
        due.run();
    }

    /** What ends the step that is running: for when its time is up, but the client is still there. */
    synchronized Runnable running() {
        Runnable known = action;
        return known == null ? () -> {} : known;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }
}
