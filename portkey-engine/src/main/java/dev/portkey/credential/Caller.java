package dev.portkey.credential;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, as far as the gateway knows.
 *
 * @param name name of the gateway key; empty on an open gateway
 * @param defaultConfig id of the config that applies when the call names none
 * @param metadata labels of the key
 * @param gatewayKeyHeaders lower-case names of the headers meant for a provider's key in which the caller sent a key of
 *     the gateway; they must not travel upstream
 */
public record Caller(
        String name, Optional<String> defaultConfig, Map<String, String> metadata, Set<String> gatewayKeyHeaders) {
    /** The caller of an open gateway. */
    public static final Caller ANONYMOUS = new Caller("", Optional.empty(), Map.of(), Set.of());

    public Caller {
        metadata = Map.copyOf(metadata);
        gatewayKeyHeaders = Set.copyOf(gatewayKeyHeaders);
    }
}
