package dev.portkey.translate.spoken;

import dev.portkey.http.SseFrame;
import dev.portkey.http.SseParser;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Turns the events of an answer that comes to the rescue into further events of the stream it rescues. */
public final class SplicedPath implements EventPath {
    private final Transcript transcript;
    private final Splice splice;
    private final SseParser parser = new SseParser();

    private SplicedPath(Transcript transcript, Splice splice) {
        this.transcript = transcript;
        this.splice = splice;
    }

    /**
     * For an answer that begins afresh.
     *
     * @param note names the rescue in the last event, as {@code x_portkey}; empty to keep silent about it
     */
    public static SplicedPath replay(Transcript transcript, JsonObject note) {
        return new SplicedPath(transcript, Splice.replay(transcript, note));
    }

    /** For an answer that goes on from the prefix. */
    public static SplicedPath continuation(Transcript transcript, Prefix prefix, JsonObject note) {
        return new SplicedPath(transcript, Splice.continuation(transcript, prefix, note));
    }

    /** @throws DivergedException when they do not fit what the client has been told */
    @Override
    public void pass(ByteBuffer events, Consumer<ByteBuffer> out) {
        parser.feed(events.duplicate(), frame -> pass(frame, out));
    }

    private void pass(SseFrame frame, Consumer<ByteBuffer> out) {
        List<Said> said = transcript.events().read(frame);
        transcript.heard(
                said.stream().filter(one -> one.kind() == Said.Kind.USAGE).toList());
        List<Said> told = splice.next(said);
        transcript.heard(told);
        told.forEach(one -> transcript.events().write(one, out));
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        // whatever was said has been passed on
    }
}
