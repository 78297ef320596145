package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.ChatChunks;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of one message into chunks (docs: build-with-claude/streaming). Pieces of text and of tool arguments,
 * which are nearly all events, are copied as the JSON strings they are; only the rest becomes trees. One instance per
 * attempt, fed by one thread at a time.
 */
public final class AnthropicChatStream implements StreamTranslator {
    private static final byte[] DONE = ServerSentEvent.DONE.bytes();
    private static final int EMPTY_STRING = 2;

    private final String providerId;
    private final Instant createdAt;
    private final boolean strict;
    private @Nullable ChatChunks chunks;
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private boolean finished;
    private boolean done;

    // Anthropic numbers content blocks, OpenAI numbers tool calls: a text block must not advance this index.
    private int toolIndex = -1;
    /** The tool call under way whose arguments have not begun, with the input it was announced with. */
    private Optional<JsonValue> unwrittenInput = Optional.empty();
    /** Whether the block under way is a call the client is to make; Anthropic's own tools stream their input as well. */
    private boolean inToolCall;

    public AnthropicChatStream(String providerId, Instant createdAt, boolean strict) {
        this.providerId = providerId;
        this.createdAt = createdAt;
        this.strict = strict;
    }

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        if (!frame.hasData()) {
            return;
        }
        JsonBody event = event(frame.data());
        switch (event.string("type").orElse(frame.name())) {
            case "message_start" -> begin(event.tree(), out);
            case "content_block_start" -> openBlock(event.tree(), out);
            case "content_block_delta" -> delta(event, out);
            case "content_block_stop" -> closeBlock(out);
            case "message_delta" -> finish(event.tree(), out);
            case "message_stop" -> stop(out);
            case "error" -> throw AnthropicErrors.of(event.tree());
            default -> {} // ping, and events added later, say nothing an OpenAI client reads
        }
    }

    /** The reason to stop is the last thing said; {@code message_stop} adds nothing. */
    @Override
    public boolean complete() {
        return finished;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (!done) {
            stop(out);
        }
    }

    @Override
    public JsonObject untoldUsage() {
        return usage.equals(AnthropicUsage.NONE) ? JsonValue.EMPTY_JSON_OBJECT : usage.toOpenAi(strict);
    }

    private void begin(JsonObject event, Consumer<ByteBuffer> out) {
        JsonObject message = object(event, "message").orElse(JsonValue.EMPTY_JSON_OBJECT);
        object(message, "usage").ifPresent(counts -> usage = usage.updatedBy(counts));
        String id = text(message, "id").orElseGet(() -> providerId + "-" + createdAt.toEpochMilli());
        chunks = new ChatChunks(
                id, createdAt.getEpochSecond(), text(message, "model").orElse(""), providerId);
        out.accept(chunks.delta(
                JsonCodec.object().add("role", "assistant").add("content", "").build()));
    }

    private void openBlock(JsonObject event, Consumer<ByteBuffer> out) {
        JsonObject block = object(event, "content_block").orElse(JsonValue.EMPTY_JSON_OBJECT);
        inToolCall = text(block, "type").orElse("").equals("tool_use");
        if (inToolCall) {
            toolIndex++;
            unwrittenInput = Optional.of(block.getOrDefault("input", JsonValue.EMPTY_JSON_OBJECT));
            out.accept(begun().delta(toolCall(block)));
        } else if (!strict) {
            out.accept(begun().delta(inBlock(event, block, JsonCodec.object())));
        }
    }

    private JsonObject toolCall(JsonObject block) {
        JsonObjectBuilder call = JsonCodec.object()
                .add("index", toolIndex)
                .add("id", text(block, "id").orElse(""))
                .add("type", "function")
                .add(
                        "function",
                        JsonCodec.object()
                                .add("name", text(block, "name").orElse(""))
                                .add("arguments", ""));
        return JsonCodec.object().add("tool_calls", JsonCodec.array().add(call)).build();
    }

    private void delta(JsonBody event, Consumer<ByteBuffer> out) {
        JsonBody.Member member = event.member("delta")
                .orElseThrow(() -> new MalformedEventException("content_block_delta with a delta"));
        JsonBody delta = event(Arrays.copyOfRange(event.bytes(), member.valueStart(), member.end()));
        String type = delta.string("type").orElse("");
        if (type.equals("input_json_delta") && inToolCall) {
            JsonBody.Member piece = piece(delta, "partial_json");
            if (piece.end() - piece.valueStart() > EMPTY_STRING) {
                unwrittenInput = Optional.empty();
            }
            out.accept(begun().arguments(toolIndex, delta.bytes(), piece.valueStart(), piece.end()));
        } else if (!strict) {
            JsonObject tree = delta.tree();
            JsonObjectBuilder content = JsonCodec.object();
            if (type.equals("text_delta")) {
                content.add("content", text(tree, "text").orElse(""));
            }
            out.accept(begun().delta(inBlock(event.tree(), tree, content)));
        } else if (type.equals("text_delta")) {
            JsonBody.Member piece = piece(delta, "text");
            out.accept(begun().content(delta.bytes(), piece.valueStart(), piece.end()));
        }
    }

    /** A member that is spliced into a chunk, so it must be the string it is taken for. */
    private static JsonBody.Member piece(JsonBody delta, String name) {
        return delta.member(name)
                .filter(member -> delta.bytes()[member.valueStart()] == '"')
                .orElseThrow(() -> new MalformedEventException("a delta with a string " + name));
    }

    /** The delta {@code content}, and what Anthropic said word for word in {@code content_blocks}. */
    private static JsonObject inBlock(JsonObject event, JsonObject said, JsonObjectBuilder content) {
        JsonObjectBuilder block = JsonCodec.object()
                .add("index", JsonMembers.integer(event, "index").orElse(0L))
                .add("delta", JsonCodec.object(said).remove("type"));
        return content.add("content_blocks", JsonCodec.array().add(block)).build();
    }

    /** A call whose arguments never came has those it was announced with, mostly none: clients parse them as JSON. */
    private void closeBlock(Consumer<ByteBuffer> out) {
        if (inToolCall && unwrittenInput.isPresent()) {
            byte[] arguments = JsonCodec.write(JsonCodec.string(JsonCodec.text(unwrittenInput.get())));
            out.accept(begun().arguments(toolIndex, arguments, 0, arguments.length));
        }
        inToolCall = false;
        unwrittenInput = Optional.empty();
    }

    private void finish(JsonObject event, Consumer<ByteBuffer> out) {
        object(event, "usage").ifPresent(counts -> usage = usage.updatedBy(counts));
        object(event, "delta")
                .flatMap(delta -> text(delta, "stop_reason"))
                .map(reason -> AnthropicStopReason.toOpenAi(reason, strict))
                .ifPresent(reason -> {
                    finished = true;
                    out.accept(begun().finish(reason, usage.toOpenAi(strict)));
                });
    }

    private void stop(Consumer<ByteBuffer> out) {
        finished = true;
        done = true;
        out.accept(ByteBuffer.wrap(DONE));
    }

    private ChatChunks begun() {
        if (chunks == null) {
            throw new MalformedEventException("message_start as the first event");
        }
        return chunks;
    }

    private static JsonBody event(byte[] data) {
        try {
            return JsonBody.parse(data);
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("an event in JSON");
        }
    }
}
