package dev.portkey.provider.openai;

import static dev.portkey.translate.Field.copy;

import dev.portkey.json.JsonCodec;
import dev.portkey.translate.Field;
import dev.portkey.translate.RequestMapping;

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

    /** As {@link #COMPATIBLE_CHAT} for providers that know the older name of the limit alone. */
    public static final RequestMapping MAX_TOKENS_CHAT =
            COMPATIBLE_CHAT.with(copy("max_completion_tokens").atLeast(0).as("max_tokens"));

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

    private OpenAiRequests() {}

    /** The row that turns {@code developer} messages into {@code system} ones. */
    public static Field systemForDeveloper() {
        return Messages.each(Messages::systemForDeveloper).unless(Messages.without("developer"));
    }
}
