package dev.portkey.translate;

import dev.portkey.http.SseFrame;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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

    /** Whether the provider may close the connection now; differs from {@link #complete()} where nothing marks the end. */
    default boolean mayEnd() {
        return complete();
    }

    /** The stream ended, and might: whatever the client's dialect wants at the end and has not got yet. */
    default void end(Consumer<ByteBuffer> out) {}

    /**
     * What the provider has reported so far of the costs without the client having been told, in the client's terms; empty
     * when nothing. Asked when the stream broke off.
     */
    default JsonObject untoldUsage() {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
