package dev.portkey.credential;

import dev.portkey.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets those in who send one of the operator's keys: as {@code x-portkey-api-key}, or else in {@code Authorization}, with or without {@code Bearer}.
 * Without any key in the settings the gateway is open and everybody is {@link Caller#ANONYMOUS}. A comparison always takes
 * all keys and their digests, so its time tells nothing about them. Thread-safe.
 */
public final class SettingsAccess implements Access {
    private static final Set<String> PROVIDER_KEY_HEADERS = Set.of("authorization", "x-api-key", "api-key");

    private final List<KnownKey> keys;

    public SettingsAccess(List<ApiKey> keys) {
        this.keys = keys.stream().map(KnownKey::of).toList();
    }

    private record KnownKey(byte[] digest, Caller caller) {
        static KnownKey of(ApiKey key) {
            return new KnownKey(
                    sha256(key.key().reveal()), new Caller(key.name(), key.defaultConfig(), key.metadata(), Set.of()));
        }
    }

    @Override
    public CompletionStage<Optional<Caller>> authenticate(Headers headers) {
        return CompletableFuture.completedFuture(keys.isEmpty() ? Optional.of(Caller.ANONYMOUS) : caller(headers));
    }

    private Optional<Caller> caller(Headers headers) {
        Optional<String> key = headers.first("x-portkey-api-key")
                .map(String::strip)
                .or(() -> headers.first("authorization").map(BearerToken::orWhole));
        return key.flatMap(sent -> find(sent).map(known -> withKeyHeaders(known.caller(), sent, headers)));
    }

    /** Whichever header decided, and however many more hold the key: none of them may travel upstream. */
    private Caller withKeyHeaders(Caller caller, String key, Headers headers) {
        Set<String> held = new HashSet<>();
        headers.forEach((name, value) -> {
            boolean another = PROVIDER_KEY_HEADERS.contains(name)
                    && find(BearerToken.orWhole(value)).isPresent();
            if (another || !name.startsWith("x-portkey-") && value.contains(key)) {
                held.add(name);
            }
        });
        return held.isEmpty() ? caller : new Caller(caller.name(), caller.defaultConfig(), caller.metadata(), held);
    }

    private Optional<KnownKey> find(String candidate) {
        byte[] digest = sha256(candidate);
        Optional<KnownKey> found = Optional.empty();
        for (KnownKey key : keys) {
            if (MessageDigest.isEqual(key.digest(), digest)) {
                found = Optional.of(key);
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
