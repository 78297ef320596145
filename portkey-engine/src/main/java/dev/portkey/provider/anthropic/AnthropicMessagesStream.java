package dev.portkey.provider.anthropic;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Relays a stream of Anthropic's to a client of Anthropic's, frame by frame as the bytes that came.
 *
 * <p>An {@code error} event is not relayed: another target may go on from what was said before it. If none does, the
 * client gets it from the gateway. A stream that has said why it stops is whole, with or without {@code message_stop}.
 */
final class AnthropicMessagesStream implements StreamTranslator {
    private static final ServerSentEvent STOP = new ServerSentEvent("message_stop", "{\"type\":\"message_stop\"}");

    private boolean finished;
    private boolean stopped;

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        if (frame.hasData()) {
            look(frame);
        }
        out.accept(frame.buffer());
    }

    private void look(SseFrame frame) {
        JsonBody event = event(frame);
        switch (event.string("type").orElse(frame.name())) {
            case "error" -> throw AnthropicErrors.of(event.tree());
            case "message_delta" -> finished |= namesStopReason(event);
            case "message_stop" -> stopped = true;
            default -> {} // relayed like everything else
        }
    }

    private static boolean namesStopReason(JsonBody event) {
        return JsonMembers.object(event.tree(), "delta")
                .flatMap(delta -> JsonMembers.text(delta, "stop_reason"))
                .isPresent();
    }

    @Override
    public boolean complete() {
        return finished || stopped;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (!stopped) {
            stopped = true;
            out.accept(ByteBuffer.wrap(STOP.bytes()));
        }
    }

    private static JsonBody event(SseFrame frame) {
        try {
            return JsonBody.parse(frame.data());
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("an event in JSON");
        }
    }
}
