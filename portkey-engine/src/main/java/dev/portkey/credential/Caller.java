package dev.portkey.credential;

import java.util.Map;
import java.util.Optional;

/**
 * Who is calling, as far as the gateway knows.
 *
 * @param name name of the gateway key; empty on an open gateway
 * @param defaultConfig id of the config that applies when the call names none
 * @param metadata labels of the key
 * @param authorizationIsGatewayKey the caller proved itself with the {@code Authorization} header, which therefore holds a
 *     gateway key and must not travel upstream
 */
public record Caller(
        String name, Optional<String> defaultConfig, Map<String, String> metadata, boolean authorizationIsGatewayKey) {
    /** The caller of an open gateway. */
    public static final Caller ANONYMOUS = new Caller("", Optional.empty(), Map.of(), false);

    public Caller {
        metadata = Map.copyOf(metadata);
    }
}
