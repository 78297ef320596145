package dev.portkey.translate.spoken;

import dev.portkey.http.SseParser;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Lets a stream's events through as they are and writes down what they say. */
public final class HeardPath implements EventPath {
    private final Transcript transcript;
    private final HeldOpening opening;
    private final SseParser parser = new SseParser();

    public HeardPath(Transcript transcript) {
        this.transcript = transcript;
        this.opening = new HeldOpening(transcript.events()::isContent);
    }

    @Override
    public void pass(ByteBuffer events, Consumer<ByteBuffer> out) {
        parser.feed(
                events.duplicate(),
                frame -> transcript.heard(transcript.events().sent(frame)));
        opening.pass(events, out);
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        opening.end(out);
    }
}
