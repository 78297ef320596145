package dev.portkey.provider.compatible;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as Mistral takes them: nine letters or digits. In a conversation that another provider began, its ids
 * are replaced by such that depend on nothing but the old id, so that call and result still belong together.
 */
final class MistralToolCallIds {
    /** What other vendors' generators make: a short prefix and at least sixteen characters. */
    private static final Pattern FOREIGN = Pattern.compile("[a-z]+(-[a-z]+)*[-_][A-Za-z0-9_-]{16,}");

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 9;

    private MistralToolCallIds() {}

    /** The message with the ids of its calls, or of the call it answers, replaced where they are another vendor's. */
    static JsonObject repaired(JsonObject message) {
        JsonObject answer = renamed(message, "tool_call_id");
        return JsonMembers.array(answer, "tool_calls")
                .map(calls -> JsonCodec.object(answer)
                        .add("tool_calls", repaired(calls))
                        .build())
                .orElse(answer);
    }

    private static JsonArray repaired(JsonArray calls) {
        JsonArrayBuilder out = JsonCodec.array();
        calls.forEach(call -> out.add((JsonValue) (call instanceof JsonObject object ? renamed(object, "id") : call)));
        return out.build();
    }

    private static JsonObject renamed(JsonObject object, String name) {
        Optional<String> foreign =
                JsonMembers.text(object, name).filter(id -> FOREIGN.matcher(id).matches());
        return foreign.map(id -> JsonCodec.object(object).add(name, of(id)).build())
                .orElse(object);
    }

    static String of(String foreignId) {
        byte[] digest = sha256(foreignId);
        var id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt((digest[i] & 0xff) % ALPHABET.length()));
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
