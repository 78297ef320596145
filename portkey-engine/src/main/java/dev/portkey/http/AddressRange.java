package dev.portkey.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** Addresses that begin with the same bits: {@code 10.0.0.0/8}. IPv4 and IPv6 never match each other. */
final class AddressRange {
    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** A range in CIDR notation whose address has no bits behind the prefix; empty for all other text. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return HostNames.address(text.substring(0, slash))
                .map(InetAddress::getAddress)
                .filter(network -> bits <= network.length * 8)
                .map(network -> new AddressRange(network, bits))
                .filter(AddressRange::endsWithZeros);
    }

    static AddressRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no address range: " + text));
    }

    boolean contains(byte[] address) {
        return address.length == network.length && Arrays.equals(prefix(address), network);
    }

    private boolean endsWithZeros() {
        return Arrays.equals(network, prefix(network));
    }

    private byte[] prefix(byte[] address) {
        byte[] prefix = new byte[address.length];
        int whole = bits / 8;
        System.arraycopy(address, 0, prefix, 0, whole);
        if (bits % 8 != 0) {
            prefix[whole] = (byte) (address[whole] & (0xFF << (8 - bits % 8)));
        }
        return prefix;
    }
}
