package dev.portkey.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an address is for, as far as calling it on behalf of a stranger goes. From the IANA special-purpose address
 * registries and the documentation of the clouds (August 2026).
 */
enum AddressKind {
    /** A cloud's metadata service, which hands out credentials to whoever asks. */
    METADATA(
            "169.254.169.0/24", // AWS, Azure, Google, Oracle, DigitalOcean, OpenStack
            "169.254.170.2/32", // AWS ECS
            "169.254.170.23/32", // AWS EKS
            "169.254.42.42/32", // Scaleway
            "100.100.100.200/32", // Alibaba
            "168.63.129.16/32", // Azure's host
            "192.0.0.192/32", // Oracle
            "fd00:ec2::/96", // AWS
            "fd20:ce::254/128", // Google
            "fd00:42::42/128", // Scaleway
            "fe80::a9fe:a9fe/128"), // OpenStack
    LOOPBACK("127.0.0.0/8", "::1/128"),
    /** A local network: RFC 1918, carrier-grade NAT, unique local addresses. */
    PRIVATE("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"),
    /** Neither public nor anything a model is served from: link-local, multicast, documentation, benchmarks and such. */
    RESERVED(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3", // multicast, class E, broadcast
            "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",
            "3fff::/20"),
    /** Reachable over the internet. */
    PUBLIC;

    /** All public IPv6 addresses, and those that a translator turns into the IPv4 address within. */
    private static final List<AddressRange> PUBLIC_IPV6 =
            List.of(AddressRange.of("2000::/3"), AddressRange.of("64:ff9b::/96"));

    private final List<AddressRange> ranges;

    AddressKind(String... ranges) {
        this.ranges = Stream.of(ranges).map(AddressRange::of).toList();
    }

    /** Judges the raw address, 4 or 16 bytes. IPv6 that carries an IPv4 address is never better than that one. */
    static AddressKind of(byte[] address) {
        Optional<AddressKind> carried = EmbeddedIpv4.in(address).map(AddressKind::of);
        if (carried.isPresent() && carried.get() != PUBLIC) {
            return carried.get();
        }
        return Arrays.stream(values())
                .filter(kind -> within(kind.ranges, address))
                .findFirst()
                .orElse(address.length == 4 || within(PUBLIC_IPV6, address) ? PUBLIC : RESERVED);
    }

    private static boolean within(List<AddressRange> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
