package dev.portkey.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Host names that lead inside, whatever a name server says about them today. */
final class ForbiddenNames {
    /** Metadata services of clouds: not even an operator's allow list opens them. */
    private static final Set<String> METADATA = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.azure.com",
            "metadata.azure.internal",
            "metadata.oraclecloud.com",
            "metadata.packet.net",
            "metadata.platformequinix.com",
            "metadata.tencentyun.com",
            "instance-data",
            "instance-data.ec2.internal");

    /** Names that only a local network resolves: RFC 6761, RFC 6762, ICANN's .internal, and what routers and clusters use. */
    private static final List<String> INTERNAL = List.of(
            ".local",
            ".localdomain",
            ".localhost",
            ".internal",
            ".intranet",
            ".private",
            ".lan",
            ".home",
            ".home.arpa",
            ".corp",
            ".test",
            ".invalid",
            ".onion",
            ".svc",
            ".consul",
            ".kubernetes.default",
            ".metadata.goog");

    /** Services whose names resolve to whatever address is written in them, or to loopback. */
    private static final List<String> WILDCARD_DNS = List.of(
            ".nip.io",
            ".sslip.io",
            ".xip.io",
            ".localtest.me",
            ".lvh.me",
            ".vcap.me",
            ".traefik.me",
            ".localhost.run",
            ".lacolhost.com",
            ".rbndr.us",
            ".1u.ms");

    private ForbiddenNames() {}

    static boolean isMetadata(String name) {
        return METADATA.contains(name);
    }

    /** Why a name in lower case is refused; empty when it is not. */
    static Optional<String> reason(String name) {
        if (isMetadata(name) || name.indexOf('.') < 0 || endsWithAny(name, INTERNAL)) {
            return Optional.of("a name of an internal network");
        } else if (endsWithAny(name, WILDCARD_DNS)) {
            return Optional.of("a name of a wildcard DNS service");
        } else if (name.startsWith("xn--") || name.contains(".xn--")) {
            return Optional.of("a name with letters that look like others");
        } else if (name.contains("api.portkey")) {
            return Optional.of("a gateway behind the gateway");
        }
        return Optional.empty();
    }

    /** The domain itself counts as well as the names below it. */
    private static boolean endsWithAny(String name, List<String> suffixes) {
        String below = '.' + name;
        return suffixes.stream().anyMatch(below::endsWith);
    }
}
