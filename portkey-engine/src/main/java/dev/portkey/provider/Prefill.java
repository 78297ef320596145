package dev.portkey.provider;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ways in which APIs are given the beginning of an answer that they are to go on from. */
@FunctionalInterface
public interface Prefill {
    /** The API always answers from the beginning. */
    Prefill NONE = (body, said) -> Optional.empty();

    /** An assistant message at the end of the conversation, as Anthropic takes it. */
    Prefill MESSAGE = (body, said) -> message(body, said, message -> message);

    /** The same with {@code "prefix": true}, as Mistral and DeepSeek take it. */
    Prefill MARKED_MESSAGE = (body, said) -> message(body, said, message -> message.add("prefix", true));

    /** The same with {@code "continue_final_message": true} in the request, as vLLM and SGLang take it. */
    Prefill FINAL_MESSAGE = (body, said) -> MESSAGE.apply(body, said)
            .map(request -> request.with("add_generation_prompt", JsonValue.FALSE)
                    .with("continue_final_message", JsonValue.TRUE));

    /** A text completion goes on from its prompt anyway. */
    Prefill PROMPT = Prefill::prompt;

    /** The body with the beginning in it; empty when this request cannot have one. */
    Optional<JsonBody> apply(JsonBody body, String said);

    private static Optional<JsonBody> message(JsonBody body, String said, UnaryOperator<JsonObjectBuilder> mark) {
        if (!(body.tree().get("messages") instanceof JsonArray messages) || endsWithAssistant(messages)) {
            return Optional.empty();
        }
        JsonObjectBuilder message =
                mark.apply(JsonCodec.object().add("role", "assistant").add("content", said));
        var more = JsonCodec.array();
        messages.forEach(more::add);
        return Optional.of(body.with("messages", more.add(message).build()));
    }

    /** The client's own beginning: what follows it is no message of its own. */
    private static boolean endsWithAssistant(JsonArray messages) {
        return !messages.isEmpty()
                && messages.get(messages.size() - 1) instanceof JsonObject last
                && last.get("role") instanceof JsonString role
                && role.getString().equals("assistant");
    }

    private static Optional<JsonBody> prompt(JsonBody body, String said) {
        return body.has("suffix") || body.isTrue("echo")
                ? Optional.empty()
                : body.string("prompt").map(prompt -> body.with("prompt", JsonCodec.string(prompt + said)));
    }
}
