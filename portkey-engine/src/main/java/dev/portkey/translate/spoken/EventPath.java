package dev.portkey.translate.spoken;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** What the events of one stream pass on their way to the client. Confined to one attempt. */
public interface EventPath {
    /** Whole events in the client's dialect, with their blank lines. */
    void pass(ByteBuffer events, Consumer<ByteBuffer> out);

    /** The stream ended in good order. */
    void end(Consumer<ByteBuffer> out);
}
