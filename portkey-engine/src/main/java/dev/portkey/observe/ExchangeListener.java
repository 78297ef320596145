package dev.portkey.observe;

/** Is told of every finished call. Called by one thread at a time, never by the caller's; a slow listener loses records. */
@FunctionalInterface
public interface ExchangeListener {
    void onExchange(ExchangeRecord exchange);
}
