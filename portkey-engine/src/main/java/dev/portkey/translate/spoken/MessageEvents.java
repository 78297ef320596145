package dev.portkey.translate.spoken;

import static dev.portkey.json.JsonMembers.integer;
import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Anthropic's events (docs: build-with-claude/streaming). Blocks that follow a rescue are numbered on from those the
 * client has; a block of text that was left open is gone on with.
 */
final class MessageEvents implements ClientEvents {
    private static final String NONE = "";

    private int lastBlock = -1;
    private String openBlock = NONE;

    @Override
    public List<Said> read(SseFrame event) {
        if (!event.hasData()) {
            return List.of();
        }
        try {
            return said(JsonCodec.parseObject(event.data()));
        } catch (JsonSyntaxException e) {
            return List.of(Said.ODD);
        }
    }

    @Override
    public List<Said> sent(SseFrame event) {
        if (!event.hasData()) {
            return List.of();
        }
        try {
            JsonObject json = JsonCodec.parseObject(event.data());
            note(json);
            return said(json);
        } catch (JsonSyntaxException e) {
            return List.of(Said.ODD);
        }
    }

    private static List<Said> said(JsonObject event) {
        int index = integer(event, "index").orElse(0L).intValue();
        return switch (text(event, "type").orElse("")) {
            case "message_start" -> usage(object(event, "message").orElse(JsonValue.EMPTY_JSON_OBJECT));
            case "content_block_start" ->
                List.of(opened(index, object(event, "content_block").orElse(JsonValue.EMPTY_JSON_OBJECT)));
            case "content_block_delta" ->
                List.of(piece(index, object(event, "delta").orElse(JsonValue.EMPTY_JSON_OBJECT)));
            case "content_block_stop" -> List.of(Said.blockEnd(index));
            case "message_delta" -> finished(event);
            case "message_stop" -> List.of(Said.DONE);
            default -> List.of(); // ping, and events added later
        };
    }

    private static List<Said> usage(JsonObject holder) {
        return object(holder, "usage").map(Said::usage).map(List::of).orElse(List.of());
    }

    private static Said opened(int index, JsonObject block) {
        return switch (text(block, "type").orElse("")) {
            case "text" -> Said.text(text(block, "text").orElse(""));
            case "tool_use" -> Said.toolCall(index, text(block, "name").orElse(""), block);
            case "thinking", "redacted_thinking" ->
                Said.thought(index, text(block, "thinking").orElse(""));
            default -> Said.ODD; // the provider's own tools and what they found
        };
    }

    private static Said piece(int index, JsonObject delta) {
        return switch (text(delta, "type").orElse("")) {
            case "text_delta" -> Said.text(text(delta, "text").orElse(""));
            case "input_json_delta" ->
                Said.arguments(index, text(delta, "partial_json").orElse(""));
            case "thinking_delta" -> Said.thought(index, text(delta, "thinking").orElse(""));
            case "signature_delta" -> Said.thought(index, "");
            default -> Said.ODD; // citations
        };
    }

    private static List<Said> finished(JsonObject event) {
        List<Said> said = new ArrayList<>(usage(event));
        object(event, "delta")
                .flatMap(delta -> text(delta, "stop_reason").map(reason -> Said.finish(reason, delta)))
                .ifPresent(said::add);
        return said;
    }

    private void note(JsonObject event) {
        switch (text(event, "type").orElse("")) {
            case "content_block_start" -> {
                lastBlock = integer(event, "index").orElse(0L).intValue();
                openBlock = object(event, "content_block")
                        .flatMap(block -> text(block, "type"))
                        .orElse(NONE);
            }
            case "content_block_stop" -> openBlock = NONE;
            default -> {} // blocks are all that must be known
        }
    }

    @Override
    public void write(Said said, Consumer<ByteBuffer> out) {
        switch (said.kind()) {
            case TEXT -> {
                if (!openBlock.equals("text")) {
                    open("text", "{\"type\":\"text\",\"text\":\"\"}", out);
                }
                delta("{\"type\":\"text_delta\",\"text\":" + JsonCodec.quoted(said.text()) + "}", out);
            }
            case TOOL_CALL -> open("tool_use", JsonCodec.text(said.details()), out);
            case ARGUMENTS ->
                delta("{\"type\":\"input_json_delta\",\"partial_json\":" + JsonCodec.quoted(said.text()) + "}", out);
            case BLOCK_END -> close(out);
            case FINISH -> {
                close(out);
                finish(said, out);
            }
            case DONE -> out.accept(event("message_stop", ""));
            case USAGE, THOUGHT, ODD -> {} // counts come with the reason to stop; the rest is not said anew
        }
    }

    private void open(String type, String block, Consumer<ByteBuffer> out) {
        close(out);
        lastBlock++;
        openBlock = type;
        out.accept(event("content_block_start", ",\"index\":" + lastBlock + ",\"content_block\":" + block));
    }

    private void delta(String delta, Consumer<ByteBuffer> out) {
        out.accept(event("content_block_delta", ",\"index\":" + lastBlock + ",\"delta\":" + delta));
    }

    private void close(Consumer<ByteBuffer> out) {
        if (!openBlock.equals(NONE)) {
            openBlock = NONE;
            out.accept(event("content_block_stop", ",\"index\":" + lastBlock));
        }
    }

    private static void finish(Said said, Consumer<ByteBuffer> out) {
        JsonObjectBuilder delta = JsonCodec.object();
        JsonObjectBuilder around = JsonCodec.object();
        said.details().forEach((name, value) -> {
            boolean ofMessage = !name.equals("usage") && !name.equals(Splice.NOTE);
            (ofMessage ? delta : around).add(name, value);
        });
        String members = JsonCodec.text(around.build());
        out.accept(event(
                "message_delta",
                ",\"delta\":" + JsonCodec.text(delta.build())
                        + (members.length() == 2 ? "" : "," + members.substring(1, members.length() - 1))));
    }

    private static ByteBuffer event(String type, String members) {
        return StandardCharsets.UTF_8.encode(
                "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n");
    }

    /** A thought is signed as a whole by the model that had it: nobody else can finish it. */
    @Override
    public boolean canGoOn() {
        return switch (openBlock) {
            case NONE, "text", "tool_use" -> true;
            default -> false;
        };
    }
}
