package dev.portkey.translate.spoken;

import dev.portkey.http.SseFrame;
import dev.portkey.http.SseParser;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds a stream's first events back until there is content among them: as long as the client has nothing of the answer,
 * another provider can still give it. Nothing is late for that, since nothing of it says anything.
 */
public final class HeldOpening implements EventPath {
    /** Beyond this the stream counts as begun, whatever it has said: 64 KiB. */
    static final int MAX_BYTES = 64 << 10;

    private final Predicate<SseFrame> isContent;
    private final SseParser parser = new SseParser();
    private final List<ByteBuffer> held = new ArrayList<>(2);
    private int heldBytes;
    private boolean begun;

    public HeldOpening(Predicate<SseFrame> isContent) {
        this.isContent = isContent;
    }

    @Override
    public void pass(ByteBuffer events, Consumer<ByteBuffer> out) {
        if (begun) {
            out.accept(events);
            return;
        }
        held.add(events);
        heldBytes += events.remaining();
        parser.feed(events.duplicate(), frame -> begun |= isContent.test(frame));
        if (begun || heldBytes > MAX_BYTES) {
            release(out);
        }
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        release(out);
    }

    private void release(Consumer<ByteBuffer> out) {
        begun = true;
        held.forEach(out);
        held.clear();
    }
}
