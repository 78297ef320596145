package dev.portkey.http.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.util.ConcurrentPool;
import org.jspecify.annotations.Nullable;

/**
 * How long connections are kept while nobody uses them. Jetty's own idle timeout cannot be used: it also cuts a call whose
 * provider thinks for longer, on HTTP/2 together with all others on that connection.
 *
 * <p>A connection is not used again once its server may be about to close it, after our own limit or after what the
 * server announced in {@code Keep-Alive: timeout=…}, whichever is shorter. This, rather than sending a second time, is what
 * keeps a POST from being lost in a close. Thread-safe.
 */
final class KeepAlive {
    /** How long before the announced end a connection is given up, for what is on its way. */
    private static final long MARGIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final long limitNanos;
    private final Map<Connection, Use> uses = new ConcurrentHashMap<>();

    KeepAlive(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** A pool whose connections end as described. */
    MultiplexConnectionPool newPool(Destination destination, int maxConnections) {
        return new Pool(destination, maxConnections);
    }

    /** Whether the connection had carried a call before the present one. */
    boolean isReused(@Nullable Connection connection) {
        Use use = connection == null ? null : uses.get(connection);
        return use != null && use.calls.get() > 1;
    }

    /** Takes in the value of a response's {@code keep-alive} field; what cannot be read is passed over. */
    void announced(@Nullable Connection connection, String value) {
        Use use = connection == null ? null : uses.get(connection);
        int at = value.indexOf("timeout=");
        if (use == null || at < 0) {
            return;
        }
        int from = at + "timeout=".length();
        int to = from;
        while (to < value.length() && to < from + 9 && Character.isDigit(value.charAt(to))) {
            to++;
        }
        if (to > from) {
            long nanos =
                    Duration.ofSeconds(Integer.parseInt(value, from, to, 10)).toNanos();
            use.keptNanos = Math.min(limitNanos, nanos - Math.min(MARGIN_NANOS, nanos / 2));
        }
    }

    /** What is known of one open connection. */
    private static final class Use {
        final AtomicInteger underWay = new AtomicInteger();
        final AtomicInteger calls = new AtomicInteger();
        final Pool pool;
        volatile long since = System.nanoTime();
        volatile long keptNanos;

        Use(Pool pool, long keptNanos) {
            this.pool = pool;
            this.keptNanos = keptNanos;
        }

        boolean isOver() {
            return underWay.get() == 0 && System.nanoTime() - since > keptNanos;
        }
    }

    private final class Pool extends MultiplexConnectionPool {
        /**
         * Looks for a free connection from a random place on: with a thousand streams under way, the search from the
         * first one on cost as much as the rest of the call.
         */
        Pool(Destination destination, int maxConnections) {
            super(
                    destination,
                    () -> new ConcurrentPool<>(
                            ConcurrentPool.StrategyType.RANDOM, maxConnections, newMaxMultiplexer(1)),
                    1);
        }

        @Override
        protected void onCreated(Connection connection) {
            uses.put(connection, new Use(this, limitNanos));
        }

        @Override
        protected void onRemoved(@Nullable Connection connection) {
            if (connection != null) { // null for one that was still being opened
                uses.remove(connection);
            }
        }

        @Override
        protected @Nullable Connection activate() {
            while (true) {
                Connection connection = super.activate();
                Use use = connection == null ? null : uses.get(connection);
                if (use == null) {
                    return connection;
                }
                if (!use.isOver()) {
                    use.underWay.incrementAndGet();
                    use.calls.incrementAndGet();
                    return connection;
                }
                closeUnlessUsed(connection);
            }
        }

        @Override
        public boolean release(Connection connection) {
            Use use = uses.get(connection);
            if (use != null) {
                use.since = System.nanoTime();
                use.underWay.decrementAndGet();
            }
            return super.release(connection);
        }

        /** Called from time to time by the client's sweeper. */
        @Override
        public boolean sweep() {
            uses.forEach((connection, use) -> {
                if (use.pool == this && use.isOver()) {
                    closeUnlessUsed(connection);
                }
            });
            return super.sweep();
        }

        /** Of one that is just being taken by another thread, the pool closes it when that one is done. */
        private void closeUnlessUsed(Connection connection) {
            if (remove(connection)) {
                connection.close();
            }
        }
    }
}
