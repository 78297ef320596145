package dev.portkey.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * IPv4 addresses inside IPv6 addresses: what is really reached when a translator stands between. Mapped and compatible
 * (RFC 4291), translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo's client (RFC 4380), ISATAP (RFC 5214).
 */
final class EmbeddedIpv4 {
    private static final List<AddressRange> IN_THE_LAST_FOUR_BYTES = List.of(
            AddressRange.of("::ffff:0:0:0/96"), // translated
            AddressRange.of("64:ff9b::/96")); // NAT64

    private static final AddressRange COMPATIBLE = AddressRange.of("::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
    private static final AddressRange TEREDO = AddressRange.of("2001::/32");

    private EmbeddedIpv4() {}

    static Optional<byte[]> in(byte[] address) {
        if (address.length != 16) {
            return Optional.empty();
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        byte[] last = Arrays.copyOfRange(address, 12, 16);
        if (TEREDO.contains(address)) {
            return Optional.of(inverted(last));
        }
        boolean embedded = IN_THE_LAST_FOUR_BYTES.stream().anyMatch(range -> range.contains(address))
                || isMapped(address)
                || isCompatible(address, last)
                || isIsatap(address);
        return embedded ? Optional.of(last) : Optional.empty();
    }

    /** Not an {@link AddressRange}, since the JDK reads the literal of one as plain IPv4. */
    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
    }

    /** {@code ::} and {@code ::1} are no IPv4 addresses. */
    private static boolean isCompatible(byte[] address, byte[] last) {
        return COMPATIBLE.contains(address) && (last[0] != 0 || last[1] != 0 || last[2] != 0 || (last[3] & 0xFE) != 0);
    }

    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5E && address[11] == (byte) 0xFE;
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = (byte) ~bytes[i];
        }
        return out;
    }
}
