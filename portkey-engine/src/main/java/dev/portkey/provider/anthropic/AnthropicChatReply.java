package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.text;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.UnrecognisedReplyException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;

/** A message of Anthropic's as a chat completion. */
record AnthropicChatReply(String providerId, Instant createdAt, boolean strict) {
    /** @throws UnrecognisedReplyException when it is no message */
    JsonObject translate(JsonObject reply) {
        JsonArray content = JsonMembers.array(reply, "content")
                .orElseThrow(() -> new UnrecognisedReplyException("no member content"));
        JsonObject choice = JsonCodec.object()
                .add("index", 0)
                .add("message", message(content))
                .add("logprobs", JsonValue.NULL)
                .add(
                        "finish_reason",
                        text(reply, "stop_reason")
                                .map(reason -> AnthropicStopReason.toOpenAi(reason, strict))
                                .orElse("stop"))
                .build();
        return JsonCodec.object()
                .add("id", text(reply, "id").orElse(""))
                .add("object", "chat.completion")
                .add("created", createdAt.getEpochSecond())
                .add("model", text(reply, "model").orElse(""))
                .add("provider", providerId)
                .add("choices", JsonCodec.array().add(choice))
                .add("usage", usage(reply).toOpenAi(strict))
                .build();
    }

    private static AnthropicUsage usage(JsonObject reply) {
        return JsonMembers.object(reply, "usage")
                .map(AnthropicUsage.NONE::updatedBy)
                .orElse(AnthropicUsage.NONE);
    }

    private JsonObject message(JsonArray content) {
        var words = new StringBuilder();
        JsonArrayBuilder blocks = JsonCodec.array();
        JsonArrayBuilder calls = JsonCodec.array();
        boolean called = false;
        for (JsonValue value : content) {
            if (!(value instanceof JsonObject block)) {
                throw new UnrecognisedReplyException("content that is not made of blocks");
            }
            String type = text(block, "type").orElse("");
            if (type.equals("tool_use")) {
                calls.add(toolCall(block));
                called = true;
                continue;
            }
            blocks.add(block);
            if (type.equals("text")) {
                words.append(text(block, "text").orElse(""));
            }
        }
        JsonObjectBuilder message = JsonCodec.object().add("role", "assistant").add("content", words.toString());
        if (!strict) {
            message.add("content_blocks", blocks);
        }
        if (called) {
            message.add("tool_calls", calls);
        }
        return message.build();
    }

    private static JsonObject toolCall(JsonObject block) {
        JsonValue input = block.getOrDefault("input", JsonValue.EMPTY_JSON_OBJECT);
        return JsonCodec.object()
                .add("id", text(block, "id").orElse(""))
                .add("type", "function")
                .add(
                        "function",
                        JsonCodec.object()
                                .add("name", text(block, "name").orElse(""))
                                .add("arguments", JsonCodec.text(input)))
                .build();
    }
}
