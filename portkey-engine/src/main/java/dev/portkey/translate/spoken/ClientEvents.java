package dev.portkey.translate.spoken;

import dev.portkey.http.SseFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events of one client's stream: what they say, and how more is said in the same stream. Knows what the client has
 * been sent, as far as later events must agree with it. One instance per client's stream, confined to one thread at a
 * time.
 */
public interface ClientEvents {
    /** Chunks of a chat completion. */
    static ClientEvents chat() {
        return new ChunkEvents(new ChatShape());
    }

    /** Chunks of a text completion. */
    static ClientEvents completion() {
        return new ChunkEvents(new CompletionShape());
    }

    /** The events of a message in Anthropic's dialect. */
    static ClientEvents message() {
        return new MessageEvents();
    }

    /** What an event says, in order; nothing for openings, pings and comments. */
    List<Said> read(SseFrame event);

    /** As {@link #read}, of an event that goes to the client as it is. */
    List<Said> sent(SseFrame event);

    /** Says it to the client, with the id and model of the events sent before. */
    void write(Said said, Consumer<ByteBuffer> out);

    /** Whether anything can follow what was sent so far. */
    boolean canGoOn();

    /** Whether a client that is sent this event has something of the answer. */
    default boolean isContent(SseFrame event) {
        return read(event).stream().anyMatch(Said::isContent);
    }
}
