package dev.portkey.translate;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the {@code chat.completion.chunk} events of one stream. Everything that is the same in all of them is encoded
 * once; text and tool arguments are spliced in as the raw JSON strings the provider sent. Immutable.
 */
public final class ChatChunks {
    private static final byte[] CHOICE = ascii("{\"index\":0,\"delta\":");
    private static final byte[] CONTENT = ascii("{\"index\":0,\"delta\":{\"content\":");
    private static final byte[] CONTENT_END = ascii("},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
    private static final byte[] DELTA_END = ascii(",\"logprobs\":null,\"finish_reason\":null}]}\n\n");
    private static final byte[] ARGUMENTS_END = ascii("}}]},\"logprobs\":null,\"finish_reason\":null}]}\n\n");

    private final byte[] head;

    /** @param created seconds since the epoch */
    public ChatChunks(String id, long created, String model, String provider) {
        JsonObject fixed = JsonCodec.object()
                .add("id", id)
                .add("object", "chat.completion.chunk")
                .add("created", created)
                .add("model", model)
                .add("provider", provider)
                .build();
        String open = JsonCodec.text(fixed);
        this.head =
                ("data: " + open.substring(0, open.length() - 1) + ",\"choices\":[").getBytes(StandardCharsets.UTF_8);
    }

    /** A piece of text, given as a JSON string with its quotes: {@code json[from, end)}. */
    public ByteBuffer content(byte[] json, int from, int end) {
        return ByteBuffer.allocate(head.length + CONTENT.length + end - from + CONTENT_END.length)
                .put(head)
                .put(CONTENT)
                .put(json, from, end - from)
                .put(CONTENT_END)
                .flip();
    }

    /** A piece of a tool call's arguments, given as a JSON string with its quotes: {@code json[from, end)}. */
    public ByteBuffer arguments(int toolIndex, byte[] json, int from, int end) {
        byte[] open = ascii(
                "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + toolIndex + ",\"function\":{\"arguments\":");
        return ByteBuffer.allocate(head.length + open.length + end - from + ARGUMENTS_END.length)
                .put(head)
                .put(open)
                .put(json, from, end - from)
                .put(ARGUMENTS_END)
                .flip();
    }

    /** Any delta. */
    public ByteBuffer delta(JsonObject delta) {
        return join(JsonCodec.write(delta), DELTA_END);
    }

    /** The last chunk: an empty delta with the reason and the counts of the whole call. */
    public ByteBuffer finish(String reason, JsonObject usage) {
        byte[] end = (",\"finish_reason\":" + JsonCodec.text(JsonCodec.string(reason)) + "}],\"usage\":"
                        + JsonCodec.text(usage) + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        return join(ascii("{}"), end);
    }

    private ByteBuffer join(byte[] delta, byte[] end) {
        return ByteBuffer.allocate(head.length + CHOICE.length + delta.length + end.length)
                .put(head)
                .put(CHOICE)
                .put(delta)
                .put(end)
                .flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
