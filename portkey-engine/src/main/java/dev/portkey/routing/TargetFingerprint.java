package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells targets apart, across configs and positions, without giving away a key: a SHA-256 over what decides where a call
 * goes. Two targets are the same when they name the same virtual key, custom host and overriding model; without virtual
 * key, the same provider, key and provider options in place of it. Confined to one thread.
 */
final class TargetFingerprint {
    private final MessageDigest digest;

    TargetFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With its length, so that no two lists of parts come out alike. */
    TargetFingerprint add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    TargetFingerprint add(ConfigNode node) {
        if (node instanceof Target target) {
            return add(target);
        }
        TargetGroup group = (TargetGroup) node;
        add(group.strategy().mode().wireName())
                .add(Integer.toString(group.targets().size()));
        group.targets().forEach(this::add);
        return this;
    }

    private TargetFingerprint add(Target target) {
        if (target.virtualKey().isPresent()) {
            add("virtual key").add(target.virtualKey().get());
        } else {
            add("provider").add(target.provider());
            add(target.apiKey().map(secret -> secret.reveal()).orElse(""));
            options(target).forEach((name, value) -> add(name).add(value.toString()));
        }
        add("at").add(target.customHost().orElse(""));
        return add(JsonMembers.text(target.overrideParams(), "model").orElse(""));
    }

    /** Lists are hooks: what is done around a call, not where it goes. */
    private static Map<String, JsonValue> options(Target target) {
        Map<String, JsonValue> sorted = new TreeMap<>(target.options());
        sorted.values().removeIf(JsonArray.class::isInstance);
        return sorted;
    }

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double number() {
        return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1.0p-53;
    }

    /** 256 bits in URL-safe Base64. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }
}
