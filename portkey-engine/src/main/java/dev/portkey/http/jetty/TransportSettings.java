package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import dev.portkey.http.AddressPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a {@link JettyTransport} is made of. Immutable; begin with {@link #defaults()}.
 *
 * @param connectTimeout longest wait for a TCP connection, and for the name to be looked up; default 5 s
 * @param maxConnectionsPerProvider open connections to one scheme, host and port. An HTTP/1.1 call holds one for as long
 *     as its stream lasts, so this bounds the streams under way to one provider; default 4096, well above a thousand
 *     streams and well below the some 28,000 ports that a machine has towards one address
 * @param maxQueuedPerProvider calls that may wait for a connection, beyond which they are refused; default 1024
 * @param pooledIdleTimeout how long an unused connection is kept; default 50 s, less than the 60 s after which common load
 *     balancers close theirs, since a request must not meet a close. A shorter time announced by the server in
 *     {@code keep-alive} is kept instead
 * @param proxy between the gateway and the built-in providers; default none
 * @param executor runs the selectors, the look-ups and the callbacks. It must offer at least eight threads and not wait
 *     for free ones in the caller; default a pool of its own, closed with the transport
 * @param addressPolicy decides where guarded requests may go; default nowhere
 */
public record TransportSettings(
        Duration connectTimeout,
        int maxConnectionsPerProvider,
        int maxQueuedPerProvider,
        Duration pooledIdleTimeout,
        Optional<ForwardProxy> proxy,
        Optional<Executor> executor,
        AddressPolicy addressPolicy) {
    private static final TransportSettings DEFAULTS = new TransportSettings(
            Duration.ofSeconds(5),
            4096,
            1024,
            Duration.ofSeconds(50),
            Optional.empty(),
            Optional.empty(),
            (host, address) -> false);

    public TransportSettings {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(pooledIdleTimeout, "pooledIdleTimeout");
        requireNonNull(proxy, "proxy");
        requireNonNull(executor, "executor");
        requireNonNull(addressPolicy, "addressPolicy");
        if (maxConnectionsPerProvider < 1 || maxQueuedPerProvider < 1) {
            throw new IllegalArgumentException("needs at least one connection and one place in the queue, got "
                    + maxConnectionsPerProvider + " and " + maxQueuedPerProvider);
        }
    }

    public static TransportSettings defaults() {
        return DEFAULTS;
    }

    public TransportSettings withConnectTimeout(Duration timeout) {
        return new TransportSettings(
                timeout,
                maxConnectionsPerProvider,
                maxQueuedPerProvider,
                pooledIdleTimeout,
                proxy,
                executor,
                addressPolicy);
    }

    public TransportSettings withMaxConnectionsPerProvider(int connections) {
        return new TransportSettings(
                connectTimeout, connections, maxQueuedPerProvider, pooledIdleTimeout, proxy, executor, addressPolicy);
    }

    public TransportSettings withMaxQueuedPerProvider(int calls) {
        return new TransportSettings(
                connectTimeout, maxConnectionsPerProvider, calls, pooledIdleTimeout, proxy, executor, addressPolicy);
    }

    public TransportSettings withPooledIdleTimeout(Duration timeout) {
        return new TransportSettings(
                connectTimeout,
                maxConnectionsPerProvider,
                maxQueuedPerProvider,
                timeout,
                proxy,
                executor,
                addressPolicy);
    }

    public TransportSettings withProxy(ForwardProxy forwardProxy) {
        return new TransportSettings(
                connectTimeout,
                maxConnectionsPerProvider,
                maxQueuedPerProvider,
                pooledIdleTimeout,
                Optional.of(forwardProxy),
                executor,
                addressPolicy);
    }

    public TransportSettings withExecutor(Executor outside) {
        return new TransportSettings(
                connectTimeout,
                maxConnectionsPerProvider,
                maxQueuedPerProvider,
                pooledIdleTimeout,
                proxy,
                Optional.of(outside),
                addressPolicy);
    }

    public TransportSettings withAddressPolicy(AddressPolicy policy) {
        return new TransportSettings(
                connectTimeout,
                maxConnectionsPerProvider,
                maxQueuedPerProvider,
                pooledIdleTimeout,
                proxy,
                executor,
                policy);
    }

    private static void requirePositive(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " needs to be above zero, got " + duration);
        }
    }
}
