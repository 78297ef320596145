package dev.portkey.translate;

import dev.portkey.http.SseFrame;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Turns the events of one provider stream into the client's. One instance per attempt, called by one thread at a time.
 * Knows nothing of sockets, time or back-pressure. What it hands to {@code out} are whole events with their blank line.
 */
public interface StreamTranslator {
    /**
     * One frame from the provider.
     *
     * @throws ProviderErrorException when the frame reports an error
     * @throws MalformedEventException when the frame is not what this provider sends
     */
    void translate(SseFrame frame, Consumer<ByteBuffer> out);

    /** Whether the provider has said everything: an end of its stream before that is a cut. */
    boolean complete();

    /** The stream ended, and was complete: whatever the client's dialect wants at the end and has not got yet. */
    default void end(Consumer<ByteBuffer> out) {}
}
