package dev.portkey.provider.compatible;

import dev.portkey.json.JsonCodec;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import jakarta.json.JsonObject;

/** Says null in strict replies where a provider says nothing and OpenAI's shape has a member. */
final class NullMembers {
    private NullMembers() {}

    /** {@code logprobs} of a choice and {@code tool_calls} of its message. */
    static BodyEdit ofChoices(ProviderCall call) {
        return call.strict()
                ? Choices.each(choice ->
                        added(Choices.member(choice, "message", message -> added(message, "tool_calls")), "logprobs"))
                : BodyEdit.NONE;
    }

    private static JsonObject added(JsonObject object, String name) {
        return object.containsKey(name)
                ? object
                : JsonCodec.object(object).addNull(name).build();
    }
}
