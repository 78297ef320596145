package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy between the gateway and the providers. {@code https} providers are reached through a CONNECT tunnel.
 *
 * @param address {@code http} or {@code https} with host and port; without one, 80 or 443
 * @param exceptions hosts that are reached without it, as in {@code no_proxy}: a host name also stands for all names below
 *     it, with or without a leading dot or {@code *.}; {@code *} stands for all
 * @param credentials sent to the proxy with the Basic scheme
 */
public record ForwardProxy(URI address, List<String> exceptions, Optional<Credentials> credentials) {
    public ForwardProxy {
        requireNonNull(address, "address");
        requireNonNull(credentials, "credentials");
        String scheme = String.valueOf(address.getScheme());
        if ((!scheme.equals("http") && !scheme.equals("https")) || address.getHost() == null) {
            throw new IllegalArgumentException("the proxy's address needs http or https and a host: " + address);
        }
        exceptions = exceptions.stream().map(ForwardProxy::withoutWildcard).toList();
    }

    /** Who the gateway is to the proxy. */
    public record Credentials(String user, String password) {
        public Credentials {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }

        /** The user alone. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }

    boolean isSecure() {
        return address.getScheme().equals("https");
    }

    int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    /** Whether this host is to be reached through the proxy. */
    boolean serves(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return exceptions.stream()
                .noneMatch(
                        exception -> exception.equals("*") || name.equals(exception) || name.endsWith("." + exception));
    }

    private static String withoutWildcard(String exception) {
        String name = exception.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("*.")) {
            return name.substring(2);
        }
        return name.startsWith(".") ? name.substring(1) : name;
    }
}
