package dev.portkey.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The hosts an operator trusts: names, {@code *.domain}, addresses and address ranges. Immutable. */
final class AllowedHosts {
    private final Set<String> names = new HashSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final Set<InetAddress> addresses = new HashSet<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    /** @throws IllegalArgumentException for an entry that is none of the four */
    AllowedHosts(List<String> entries) {
        entries.forEach(this::add);
        if (names.contains("localhost")) {
            suffixes.add(".localhost");
        }
    }

    private void add(String entry) {
        String host = HostNames.withoutBrackets(entry.toLowerCase(Locale.ROOT));
        try {
            if (host.indexOf('/') >= 0) {
                ranges.add(AddressRange.of(host));
            } else if (host.indexOf(':') >= 0) {
                addresses.add(HostNames.address(host).orElseThrow(() -> noHost(entry)));
            } else if (host.startsWith("*.")) {
                HostNames.requireName(host.substring(2));
                suffixes.add(host.substring(1));
            } else {
                HostNames.hostAddress(host).ifPresentOrElse(addresses::add, () -> names.add(host));
            }
        } catch (CustomHostException e) {
            throw noHost(entry);
        }
    }

    private static IllegalArgumentException noHost(String entry) {
        return new IllegalArgumentException("neither a host name, *.domain, an address nor a range: " + entry);
    }

    boolean containsName(String name) {
        return names.contains(name) || suffixes.stream().anyMatch(name::endsWith);
    }

    boolean containsAddress(InetAddress address) {
        return addresses.contains(address) || ranges.stream().anyMatch(range -> range.contains(address.getAddress()));
    }
}
