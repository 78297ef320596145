package dev.portkey.exchange;

import dev.portkey.http.SseFrame;
import dev.portkey.translate.StreamTranslator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Relays an event stream of unknown meaning frame by frame: an orderly end is taken for the end. */
final class RawStream implements StreamTranslator {
    private boolean done;

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        done |= frame.isDone();
        out.accept(frame.buffer());
    }

    @Override
    public boolean complete() {
        return done;
    }

    @Override
    public boolean mayEnd() {
        return true;
    }
}
