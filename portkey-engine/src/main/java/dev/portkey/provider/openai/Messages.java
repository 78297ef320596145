package dev.portkey.provider.openai;

import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.translate.Field;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Rows that change the messages of a chat request one by one. */
public final class Messages {
    private Messages() {}

    /** The {@code messages} row with every message changed. */
    public static Field each(UnaryOperator<JsonObject> change) {
        return derive("messages", body -> Optional.ofNullable(body.get("messages"))
                .map(messages -> changed(messages, change)));
    }

    /** A message of a {@code developer} as one of the {@code system}; every other as it is. */
    public static JsonObject systemForDeveloper(JsonObject message) {
        return JsonMembers.text(message, "role").filter("developer"::equals).isPresent()
                ? JsonCodec.object(message).add("role", "system").build()
                : message;
    }

    /** A message without a member. */
    public static JsonObject without(JsonObject message, String name) {
        return message.containsKey(name)
                ? JsonCodec.object(message).remove(name).build()
                : message;
    }

    /**
     * Whether messages hold none of these words as a string of its own, so that a row about them has nothing to do. An
     * escape could hide a word, so it counts as one.
     */
    public static BiPredicate<JsonBody, JsonBody.Member> without(String... words) {
        byte[][] quoted = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            quoted[i] = ('"' + words[i] + '"').getBytes(StandardCharsets.US_ASCII);
        }
        return (body, member) -> {
            byte[] bytes = body.bytes();
            for (int i = member.valueStart(); i < member.end(); i++) {
                if (bytes[i] == '\\' && bytes[i + 1] == 'u' || bytes[i] == '"' && startsWithAny(bytes, i, quoted)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static JsonValue changed(JsonValue messages, UnaryOperator<JsonObject> change) {
        if (!(messages instanceof JsonArray array)) {
            return messages;
        }
        JsonArrayBuilder out = JsonCodec.array();
        array.forEach(message -> out.add(message instanceof JsonObject object ? change.apply(object) : message));
        return out.build();
    }

    private static boolean startsWithAny(byte[] bytes, int from, byte[][] words) {
        for (byte[] word : words) {
            if (startsWith(bytes, from, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] word) {
        if (from + word.length > bytes.length) {
            return false;
        }
        for (int k = 1; k < word.length; k++) {
            if (bytes[from + k] != word[k]) {
                return false;
            }
        }
        return true;
    }
}
