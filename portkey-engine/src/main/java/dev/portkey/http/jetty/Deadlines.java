package dev.portkey.http.jetty;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The calls under way, and one timer for the deadlines of all of them. Moving a deadline is a write to a field: the timer
 * is set only when one is due before all others, and finds the next when it goes off.
 */
final class Deadlines extends CyclicTimeouts<JettyExchange> {
    private final Set<JettyExchange> underWay = ConcurrentHashMap.newKeySet();
    private final Executor executor;

    Deadlines(Scheduler scheduler, Executor executor) {
        super(scheduler);
        this.executor = executor;
    }

    void add(JettyExchange exchange) {
        underWay.add(exchange);
    }

    void remove(JettyExchange exchange) {
        underWay.remove(exchange);
    }

    Set<JettyExchange> underWay() {
        return underWay;
    }

    @Override
    protected Iterator<JettyExchange> iterator() {
        return underWay.iterator();
    }

    /** Ends the call elsewhere, since subscribers are told then and the timer has others to serve. */
    @Override
    protected boolean onExpired(JettyExchange exchange) {
        executor.execute(exchange::expire);
        return false;
    }
}
