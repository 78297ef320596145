package dev.portkey.http.jetty;

import dev.portkey.http.AddressPolicy;
import dev.portkey.http.TransportException;
import dev.portkey.http.TransportException.Kind;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Lets through only the addresses that the policy allows. Jetty connects to exactly what comes out of here, literal
 * addresses included, so that a name cannot point elsewhere between the check and the connection.
 */
final class GuardedResolver implements SocketAddressResolver {
    private final SocketAddressResolver lookup;
    private final AddressPolicy policy;

    GuardedResolver(SocketAddressResolver lookup, AddressPolicy policy) {
        this.lookup = lookup;
        this.policy = policy;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        lookup.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> found) {
                List<InetSocketAddress> allowed;
                try {
                    allowed = allowed(host, found);
                } catch (RuntimeException e) {
                    promise.failed(e);
                    return;
                }
                if (allowed.isEmpty()) {
                    promise.failed(new TransportException(Kind.ADDRESS_REFUSED, host + " may not be connected to"));
                } else {
                    promise.succeeded(allowed);
                }
            }

            @Override
            public void failed(Throwable cause) {
                promise.failed(cause);
            }
        });
    }

    private List<InetSocketAddress> allowed(String host, List<InetSocketAddress> found) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return found.stream()
                .filter(address -> policy.allows(bare, address.getAddress()))
                .toList();
    }
}
