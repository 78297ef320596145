package dev.portkey.http;

import java.net.InetAddress;

/**
 * Decides about hosts that a client names. Asked twice: with the host as written, for an early and clear refusal, and
 * with each resolved address right before it is connected to, which is the check that counts.
 */
public interface AddressPolicy {
    /** Whether this host (a name or a literal, without port, IPv6 without brackets) may be connected at this address. */
    boolean allows(String host, InetAddress address);
}
