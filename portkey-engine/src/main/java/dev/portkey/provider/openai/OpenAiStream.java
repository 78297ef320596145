package dev.portkey.provider.openai;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Relays a stream that is in OpenAI's dialect already. Frames are looked at, to tell a whole stream from a cut one, and
 * sent on as the bytes they came as, unless the {@link BodyEdit} changes them.
 */
public final class OpenAiStream implements StreamTranslator {
    private static final byte[] FINISH_REASON = "\"finish_reason\"".getBytes(StandardCharsets.US_ASCII);
    private static final int UNTOLD_STATUS = 502;

    private final BodyEdit edit;
    private final Optional<JsonBody> keepAlive;
    private final int choices;
    private final BitSet finished = new BitSet();
    private boolean done;

    /** @param edit what the provider needs changed in each of its chunks */
    public OpenAiStream(BodyEdit edit) {
        this(edit, Optional.empty(), 1);
    }

    /**
     * @param keepAlive the chunk that takes the place of frames without data; empty relays them
     * @param choices how many the client asked for: a stream is whole once each of them has finished
     */
    OpenAiStream(BodyEdit edit, Optional<JsonBody> keepAlive, int choices) {
        this.edit = edit;
        this.keepAlive = keepAlive;
        this.choices = choices;
    }

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        if (done) {
            return; // whatever follows the end marker, no client reads it
        }
        if (!frame.hasData()) {
            out.accept(keepAlive.map(OpenAiStream::event).orElseGet(frame::buffer));
            return;
        }
        if (frame.isDone()) {
            done = true;
            out.accept(frame.buffer());
            return;
        }
        JsonBody chunk = chunk(frame);
        if (reportsError(chunk)) {
            throw error(chunk);
        }
        if (namesFinishReason(chunk)) {
            noteFinished(chunk.tree());
        }
        JsonBody edited = edit.apply(chunk);
        out.accept(edited == chunk ? frame.buffer() : event(edited));
    }

    @Override
    public boolean complete() {
        return done || finished.cardinality() >= choices;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (!done) {
            out.accept(ByteBuffer.wrap(ServerSentEvent.DONE.bytes()));
        }
    }

    private void noteFinished(JsonObject chunk) {
        if (chunk.get("choices") instanceof JsonArray array) {
            for (JsonValue value : array) {
                if (value instanceof JsonObject choice
                        && choice.get("finish_reason") instanceof JsonString reason
                        && !reason.getString().isEmpty()) {
                    finished.set(
                            choice.get("index") instanceof JsonNumber index ? Math.abs(index.intValue()) % 1024 : 0);
                }
            }
        }
    }

    private static JsonBody chunk(SseFrame frame) {
        try {
            return JsonBody.parse(frame.data());
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("a chunk in JSON");
        }
    }

    /** Some send the member in every chunk, with null in it. */
    private static boolean reportsError(JsonBody chunk) {
        return chunk.member("error")
                .filter(error -> chunk.bytes()[error.valueStart()] != 'n')
                .isPresent();
    }

    private static ProviderErrorException error(JsonBody chunk) {
        var error = OpenAiErrors.read(chunk.tree()).orElseThrow();
        int status = error.code()
                .filter(code -> code.matches("[45][0-9][0-9]"))
                .map(Integer::valueOf)
                .orElse(UNTOLD_STATUS);
        return new ProviderErrorException(status, error);
    }

    private static ByteBuffer event(JsonBody chunk) {
        byte[] json = chunk.bytes();
        ByteBuffer event = ByteBuffer.allocate(json.length + 8);
        return event.put((byte) 'd')
                .put((byte) 'a')
                .put((byte) 't')
                .put((byte) 'a')
                .put((byte) ':')
                .put((byte) ' ')
                .put(json)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }

    /**
     * Whether there may be a {@code finish_reason} that says something: not null, not the empty text of some providers. A
     * quick look that spares nearly all chunks the parser.
     */
    static boolean namesFinishReason(JsonBody chunk) {
        return chunk.member("choices")
                .filter(choices -> namesFinishReason(chunk.bytes(), choices.valueStart(), choices.end()))
                .isPresent();
    }

    private static boolean namesFinishReason(byte[] json, int from, int end) {
        for (int i = from; i + FINISH_REASON.length < end; i++) {
            if (json[i] == '"' && matches(json, i)) {
                int at = i + FINISH_REASON.length;
                while (at < end && (json[at] == ':' || json[at] == ' ')) {
                    at++;
                }
                boolean empty = json[at] == 'n' || json[at] == '"' && json[at + 1] == '"';
                if (!empty) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(byte[] json, int from) {
        for (int k = FINISH_REASON.length - 1; k > 0; k--) {
            if (json[from + k] != FINISH_REASON[k]) {
                return false;
            }
        }
        return true;
    }
}
