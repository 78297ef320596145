package dev.portkey.provider.anthropic;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.provider.ProviderCall;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Turns {@code completion} events into text completion chunks. This API, unlike Messages, ends its lines with CR LF; frames
 * that do not are none of its events and say nothing.
 */
final class AnthropicCompletionStream implements StreamTranslator {
    private final String providerId;
    private final ProviderCall call;
    private boolean begun;
    private boolean stopped;

    AnthropicCompletionStream(String providerId, ProviderCall call) {
        this.providerId = providerId;
        this.call = call;
    }

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        if (!frame.hasData()) {
            return;
        }
        JsonObject event = event(frame);
        switch (JsonMembers.text(event, "type").orElse(frame.name())) {
            case "completion" -> {
                if (hasCarriageReturn(frame.bytes())) {
                    add(event, out);
                }
            }
            case "error" -> throw AnthropicErrors.of(event);
            default -> {} // ping
        }
    }

    private void add(JsonObject event, Consumer<ByteBuffer> out) {
        begun = true;
        stopped |= JsonMembers.text(event, "stop_reason").isPresent();
        String chunk = JsonCodec.text(AnthropicCompletion.chunk(event, providerId, call));
        out.accept(ByteBuffer.wrap(ServerSentEvent.data(chunk).bytes()));
    }

    @Override
    public boolean complete() {
        return stopped;
    }

    /** A stream without a single event of this API ends as empty as it came. */
    @Override
    public boolean mayEnd() {
        return stopped || !begun;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (begun) {
            out.accept(ByteBuffer.wrap(ServerSentEvent.DONE.bytes()));
        }
    }

    /** Within JSON a carriage return is escaped, so one that is not ends a line. */
    private static boolean hasCarriageReturn(byte[] frame) {
        for (byte b : frame) {
            if (b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static JsonObject event(SseFrame frame) {
        try {
            return JsonCodec.parseObject(frame.data());
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("an event in JSON");
        }
    }
}
