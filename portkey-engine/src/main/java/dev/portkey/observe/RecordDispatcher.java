package dev.portkey.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Hands records to the listeners on a thread of its own. Never blocks the caller: when the queue is full the record is
 * dropped and counted. Thread-safe.
 */
public final class RecordDispatcher implements AutoCloseable {
    /** Records that may wait; at a few hundred bytes each, some megabytes at most. */
    public static final int QUEUE_CAPACITY = 8192;

    private static final Logger LOG = System.getLogger(RecordDispatcher.class.getName());

    private final BlockingQueue<Consumer<ExchangeListener>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final LongAdder dropped = new LongAdder();
    private final List<ExchangeListener> listeners;
    private final Thread thread;
    private volatile boolean closing;

    public RecordDispatcher(List<ExchangeListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.thread = new Thread(this::run, "portkey-records");
        thread.setDaemon(true);
        if (!listeners.isEmpty()) {
            thread.start();
        }
    }

    public void dispatch(ExchangeRecord exchange) {
        enqueue(listener -> listener.onExchange(exchange));
    }

    public void dispatch(CircuitEvent event) {
        enqueue(listener -> listener.onCircuit(event));
    }

    private void enqueue(Consumer<ExchangeListener> news) {
        if (!listeners.isEmpty() && !queue.offer(news)) {
            dropped.increment();
        }
    }

    /** Records lost so far because listeners were too slow. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        while (true) {
            try {
                deliver(queue.take());
            } catch (InterruptedException e) {
                if (closing) {
                    for (Consumer<ExchangeListener> rest = queue.poll(); rest != null; rest = queue.poll()) {
                        deliver(rest);
                    }
                    return;
                }
            }
        }
    }

    private void deliver(Consumer<ExchangeListener> news) {
        for (ExchangeListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "exchange listener " + listener.getClass().getName() + " failed",
                        e);
            }
        }
    }

    /** Delivers what is queued and ends the thread; waits for it for up to two seconds. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
