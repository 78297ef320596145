package dev.portkey.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads host names and address literals without ever asking a name server. */
final class HostNames {
    private static final int MAX_LABELS = 10;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");

    private HostNames() {}

    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * The address of a host written as one, in lower case and IPv6 in brackets; empty for a name.
     *
     * @throws CustomHostException for what is neither
     */
    static Optional<InetAddress> hostAddress(String host) {
        if (host.startsWith("[")) {
            String literal = withoutBrackets(host);
            return Optional.of(
                    address(literal).filter(known -> literal.indexOf(':') >= 0).orElseThrow(HostNames::noHost));
        }
        requireName(host);
        // Where the last label is a number, the system's resolver takes the whole for an IPv4 address, in any of a
        // dozen
        // spellings (127.1, 0x7f.1, 017700000001). Only the one everybody reads alike is an address here.
        if (NUMERIC.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
            return Optional.of(address(host)
                    .orElseThrow(() -> new CustomHostException("an IPv4 address not written as four decimal numbers")));
        }
        return Optional.empty();
    }

    /** The address of a literal, IPv6 without brackets; empty for all else. */
    static Optional<InetAddress> address(String literal) {
        if (literal.indexOf(':') >= 0) {
            return IPV6.matcher(literal).matches() ? resolved('[' + literal + ']') : Optional.empty();
        }
        String[] numbers = literal.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (numbers.length != bytes.length) {
            return Optional.empty();
        }
        for (int i = 0; i < bytes.length; i++) {
            if (!DECIMAL.matcher(numbers[i]).matches() || Integer.parseInt(numbers[i]) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return of(bytes);
    }

    /** @throws CustomHostException when it is no host name of letters, digits and hyphens (RFC 1123) */
    static void requireName(String host) {
        String[] labels = host.split("\\.", -1);
        if (labels.length > MAX_LABELS || host.length() > 253) {
            throw new CustomHostException("a host name that is too long");
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw noHost();
            }
        }
    }

    private static CustomHostException noHost() {
        return new CustomHostException("a host that is neither a name nor an address");
    }

    /** In brackets the JDK takes the text for an IPv6 literal or for an error, never for a name to look up. */
    private static Optional<InetAddress> resolved(String bracketed) {
        try {
            return Optional.of(InetAddress.getByName(bracketed));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> of(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
