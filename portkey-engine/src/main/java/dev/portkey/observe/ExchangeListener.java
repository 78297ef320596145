package dev.portkey.observe;

/** Is told of every finished call. Called by one thread at a time, never by the caller's; a slow listener loses records. */
@FunctionalInterface
public interface ExchangeListener {
    void onExchange(ExchangeRecord exchange);

    /** Is told when a target is taken out of service or comes back. Threads and losses as for calls. */
    default void onCircuit(CircuitEvent event) {}
}
