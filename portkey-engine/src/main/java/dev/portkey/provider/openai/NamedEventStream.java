package dev.portkey.provider.openai;

import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Relays OpenAI's streams of typed events, which have no {@code [DONE]}: Responses, images, speech, transcripts
 * (platform.openai.com/docs/api-reference, "streaming events" of each). The type of the last event marks the end.
 */
final class NamedEventStream implements StreamTranslator {
    private static final Set<String> LAST = Set.of(
            "response.completed",
            "response.failed",
            "response.incomplete",
            "image_generation.completed",
            "image_edit.completed",
            "speech.audio.done",
            "transcript.text.done",
            "error");

    private boolean complete;

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        complete |= frame.isDone() || frame.hasData() && LAST.contains(type(frame));
        out.accept(frame.buffer());
    }

    private static String type(SseFrame frame) {
        try {
            return JsonBody.parse(frame.data()).string("type").orElse(frame.name());
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("an event in JSON");
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }
}
