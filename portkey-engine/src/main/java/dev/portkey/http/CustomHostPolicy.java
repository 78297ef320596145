package dev.portkey.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps clients from sending the gateway to places only the gateway can reach. A custom host must be public, by its name
 * and by the address it resolves to, unless the operator allows it. Thread-safe; never asks a name server.
 *
 * <p>What an entry of the allow list means:
 * <ul>
 *   <li>a name or {@code *.domain} (any depth, not the domain itself): the name may resolve to public, private and
 *       loopback addresses, and any port may be used. {@code localhost} brings {@code *.localhost} along; both must resolve
 *       to loopback.
 *   <li>an address or range ({@code 10.0.0.0/8}): hosts written as such an address. A name that resolves to one is not
 *       allowed by it, or anybody could point a name there.
 * </ul>
 * Metadata services of clouds are refused whatever the list says. Remembers the last hosts it passed: clients send the
 * same one with every call, and reading it anew costs a fifth of what the gateway does for a call.
 */
public final class CustomHostPolicy implements AddressPolicy {
    /** What is allowed when the operator says nothing. */
    public static final List<String> DEFAULT_ALLOWED = List.of("localhost", "127.0.0.1", "::1");

    private static final String LOCALHOST = "localhost";
    private static final Set<AddressKind> FOR_ALLOWED_NAMES =
            Set.of(AddressKind.PUBLIC, AddressKind.PRIVATE, AddressKind.LOOPBACK);

    /** How many hosts are remembered, at up to {@value CustomHost#MAX_LENGTH} characters each. */
    private static final int REMEMBERED = 256;

    private final AllowedHosts allowed;
    private final Map<String, CustomHost> passed = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException for an entry that is no name, {@code *.domain}, address or range */
    public CustomHostPolicy(List<String> allowed) {
        this.allowed = new AllowedHosts(allowed);
    }

    /**
     * The early check of a custom host as written by the client.
     *
     * @throws CustomHostException when it is no usable URL or its host is refused whatever it resolves to
     */
    public CustomHost check(String text) {
        CustomHost known = passed.get(text);
        if (known != null) {
            return known;
        }
        CustomHost host = checkAnew(text);
        if (passed.size() >= REMEMBERED) {
            passed.clear();
        }
        passed.put(text, host);
        return host;
    }

    private CustomHost checkAnew(String text) {
        CustomHost host = CustomHost.parse(text);
        if (host.address().isPresent()) {
            checkAddress(host, host.address().get());
        } else {
            checkName(host);
        }
        return host;
    }

    @Override
    public boolean allows(String host, InetAddress address) {
        String name = HostNames.withoutBrackets(host.toLowerCase(Locale.ROOT));
        AddressKind kind = AddressKind.of(address.getAddress());
        Optional<InetAddress> literal = HostNames.address(name);
        if (kind == AddressKind.METADATA || ForbiddenNames.isMetadata(name)) {
            return false;
        } else if (literal.isPresent()) {
            return literal.get().equals(address) && (kind == AddressKind.PUBLIC || isAllowedLiteral(name, address));
        } else if (!allowed.containsName(name)) {
            return kind == AddressKind.PUBLIC && ForbiddenNames.reason(name).isEmpty();
        } else if (name.equals(LOCALHOST) || name.endsWith('.' + LOCALHOST)) {
            return kind == AddressKind.LOOPBACK;
        }
        return FOR_ALLOWED_NAMES.contains(kind);
    }

    private void checkAddress(CustomHost host, InetAddress address) {
        AddressKind kind = AddressKind.of(address.getAddress());
        if (kind == AddressKind.METADATA) {
            throw refused(kind);
        }
        if (isAllowedLiteral(host.host(), address)) {
            return;
        }
        checkPort(host);
        if (kind != AddressKind.PUBLIC) {
            throw refused(kind);
        }
    }

    private void checkName(CustomHost host) {
        if (ForbiddenNames.isMetadata(host.host())) {
            throw refused(AddressKind.METADATA);
        }
        if (allowed.containsName(host.host())) {
            return;
        }
        checkPort(host);
        ForbiddenNames.reason(host.host()).ifPresent(reason -> {
            throw new CustomHostException(reason);
        });
    }

    private static void checkPort(CustomHost host) {
        if (ForbiddenPorts.contains(host.port())) {
            throw new CustomHostException("a port of another protocol");
        }
    }

    /** An allowed 127.0.0.1 does not allow {@code ::ffff:127.0.0.1}, which the JDK reads as the same address. */
    private boolean isAllowedLiteral(String literal, InetAddress address) {
        boolean asWritten = (literal.indexOf(':') >= 0) == (address.getAddress().length == 16);
        return asWritten && allowed.containsAddress(address);
    }

    private static CustomHostException refused(AddressKind kind) {
        return new CustomHostException("a " + kind.name().toLowerCase(Locale.ROOT) + " address");
    }
}
