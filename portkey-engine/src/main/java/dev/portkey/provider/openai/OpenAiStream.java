package dev.portkey.provider.openai;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.StreamTranslator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Relays a stream that is in OpenAI's dialect already. Frames are looked at, to tell a whole stream from a cut one, and
 * sent on as the bytes they came as, unless the {@link ChunkEdit} changes them.
 */
public final class OpenAiStream implements StreamTranslator {
    private static final byte[] FINISH_REASON = "\"finish_reason\"".getBytes(StandardCharsets.US_ASCII);
    private static final int UNTOLD_STATUS = 502;

    private final ChunkEdit edit;
    private boolean finished;
    private boolean done;

    public OpenAiStream(ChunkEdit edit) {
        this.edit = edit;
    }

    /** What a provider needs changed in each of its chunks. */
    @FunctionalInterface
    public interface ChunkEdit {
        /** Nothing: the frame goes on as it is. */
        ChunkEdit NONE = chunk -> chunk;

        /** The chunk for the client; the same instance when nothing changes. */
        JsonBody apply(JsonBody chunk);
    }

    @Override
    public void translate(SseFrame frame, Consumer<ByteBuffer> out) {
        if (!frame.hasData()) {
            out.accept(frame.buffer());
            return;
        }
        if (frame.isDone()) {
            done = true;
            out.accept(frame.buffer());
            return;
        }
        JsonBody chunk = chunk(frame);
        if (chunk.has("error") && !chunk.has("choices")) {
            throw error(chunk);
        }
        finished |= namesFinishReason(chunk);
        JsonBody edited = edit.apply(chunk);
        out.accept(edited == chunk ? frame.buffer() : event(edited));
    }

    @Override
    public boolean complete() {
        return done || finished;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (!done) {
            out.accept(ByteBuffer.wrap(ServerSentEvent.DONE.bytes()));
        }
    }

    private static JsonBody chunk(SseFrame frame) {
        try {
            return JsonBody.parse(frame.data());
        } catch (JsonSyntaxException e) {
            throw new MalformedEventException("a chunk in JSON");
        }
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

    /** Looks for a {@code finish_reason} that is not null; escapes cannot hide one from clients that matter. */
    private static boolean namesFinishReason(JsonBody chunk) {
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
                if (json[at] != 'n') {
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
