package dev.portkey.provider.openai;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.translate.Field;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * OpenAI's requests as rows, and the variations that compatible providers start from (platform.openai.com/docs/api-reference;
 * ranges as documented there). The mappings are open: a member nobody has heard of reaches the provider.
 */
public final class OpenAiRequests {
    /** Chat completions as OpenAI takes them. */
    public static final RequestMapping CHAT = RequestMapping.of(
                    copy("max_tokens").atLeast(0),
                    copy("temperature").clampedTo(0, 2),
                    copy("top_p").clampedTo(0, 1),
                    copy("presence_penalty").clampedTo(-2, 2),
                    copy("frequency_penalty").clampedTo(-2, 2))
            .open();

    /** Chat completions for providers that know no {@code developer} role. */
    public static final RequestMapping COMPATIBLE_CHAT = CHAT.with(systemForDeveloper());

    /** Text completions. */
    public static final RequestMapping COMPLETION = RequestMapping.of(
                    copy("max_tokens").atLeast(0),
                    copy("temperature").clampedTo(0, 2),
                    copy("top_p").clampedTo(0, 1),
                    copy("logprobs").clampedTo(Double.NEGATIVE_INFINITY, 5),
                    copy("presence_penalty").clampedTo(-2, 2),
                    copy("frequency_penalty").clampedTo(-2, 2))
            .open();

    /** Image generation. */
    public static final RequestMapping IMAGE =
            RequestMapping.of(copy("n").clampedTo(1, 10)).open();

    /** Speech; the documented defaults of the required members are filled in. */
    public static final RequestMapping SPEECH = RequestMapping.of(
                    copy("model").orAlways(JsonCodec.string("tts-1")),
                    copy("voice").orAlways(JsonCodec.string("alloy")))
            .open();

    /** Batches; the only completion window there is fills in for a missing one. */
    public static final RequestMapping BATCH = RequestMapping.of(
                    copy("completion_window").orAlways(JsonCodec.string("24h")))
            .open();

    /** Everything as it came. */
    public static final RequestMapping UNCHANGED = RequestMapping.of().open();

    private static final byte[] DEVELOPER = "\"developer\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private OpenAiRequests() {}

    /** The row that turns {@code developer} messages into {@code system} ones. */
    public static Field systemForDeveloper() {
        return derive("messages", OpenAiRequests::systemForDeveloper).unless(OpenAiRequests::namesNoDeveloper);
    }

    private static Optional<JsonValue> systemForDeveloper(JsonObject body) {
        JsonValue messages = body.get("messages");
        if (messages == null || messages.getValueType() != JsonValue.ValueType.ARRAY) {
            return Optional.ofNullable(messages);
        }
        JsonArrayBuilder out = JsonCodec.array();
        for (JsonValue message : messages.asJsonArray()) {
            out.add(
                    message instanceof JsonObject object && isDeveloper(object)
                            ? JsonCodec.object(object).add("role", "system").build()
                            : message);
        }
        return Optional.of(out.build());
    }

    private static boolean isDeveloper(JsonObject message) {
        return message.get("role") instanceof JsonString role
                && role.getString().equals("developer");
    }

    /** An escape could hide the word, so it counts as the word. */
    private static boolean namesNoDeveloper(JsonBody body, JsonBody.Member member) {
        byte[] bytes = body.bytes();
        for (int i = member.valueStart(); i < member.end(); i++) {
            if (bytes[i] == '\\' && bytes[i + 1] == 'u' || bytes[i] == '"' && startsWithDeveloper(bytes, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithDeveloper(byte[] bytes, int from) {
        if (from + DEVELOPER.length > bytes.length) {
            return false;
        }
        for (int k = 1; k < DEVELOPER.length; k++) {
            if (bytes[from + k] != DEVELOPER[k]) {
                return false;
            }
        }
        return true;
    }
}
