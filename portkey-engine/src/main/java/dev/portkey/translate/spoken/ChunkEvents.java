package dev.portkey.translate.spoken;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * OpenAI's chunks, with one choice each; several choices are {@link Said#ODD}. The members around the choices ({@code id},
 * {@code created}, {@code model}, …) are in all chunks what they were in the first one sent.
 */
final class ChunkEvents implements ClientEvents {
    private static final Set<String> FIXED =
            Set.of("id", "object", "created", "model", "provider", "system_fingerprint", "service_tier");

    private final ChunkShape shape;

    /** The first chunk up to its choices; empty until it has been sent. */
    private String head = "";

    ChunkEvents(ChunkShape shape) {
        this.shape = shape;
    }

    @Override
    public List<Said> read(SseFrame event) {
        return said(event, false);
    }

    @Override
    public List<Said> sent(SseFrame event) {
        return said(event, true);
    }

    private List<Said> said(SseFrame event, boolean sent) {
        if (!event.hasData()) {
            return List.of();
        }
        if (event.isDone()) {
            return List.of(Said.DONE);
        }
        try {
            return said(JsonBody.parse(event.data()), sent);
        } catch (JsonSyntaxException e) {
            return List.of(Said.ODD);
        }
    }

    /** @throws JsonSyntaxException when there are several choices, too */
    private List<Said> said(JsonBody chunk, boolean sent) {
        List<Said> said = new ArrayList<>(2);
        Optional<JsonBody> choice = choice(chunk);
        if (choice.isPresent()) {
            if (sent) {
                noteSent(chunk, choice.get());
            }
            if (isFirst(choice.get())) {
                shape.read(choice.get(), said);
            } else {
                said.add(Said.ODD);
            }
        }
        usage(chunk).map(Said::usage).ifPresent(said::add);
        choice.flatMap(known -> known.string("finish_reason"))
                .map(reason -> Said.finish(reason, JsonObject.EMPTY_JSON_OBJECT))
                .ifPresent(said::add);
        return said;
    }

    private void noteSent(JsonBody chunk, JsonBody choice) {
        // Not before there is a choice: Azure opens with a chunk about the prompt that has no id.
        if (head.isEmpty()) {
            head = head(chunk);
        }
        shape.sent(choice);
    }

    /** Of several choices each has chunks of its own, told apart by the index. */
    private static boolean isFirst(JsonBody choice) {
        return choice.member("index")
                .map(member -> choice.bytes()[member.valueStart()] == '0')
                .orElse(true);
    }

    private static String head(JsonBody chunk) {
        byte[] fixed = chunk.retaining(member -> FIXED.contains(member.name())).bytes();
        String json = new String(fixed, StandardCharsets.UTF_8).strip();
        String open = json.substring(0, json.length() - 1);
        return open.length() == 1 ? open : open + ",";
    }

    private static Optional<JsonBody> choice(JsonBody chunk) {
        byte[] json = chunk.bytes();
        return chunk.member("choices")
                .filter(choices -> json[choices.valueStart()] == '[')
                .map(choices -> Arrays.copyOfRange(json, choices.valueStart() + 1, choices.end() - 1))
                .filter(content -> !isBlank(content))
                .map(JsonBody::parse);
    }

    private static boolean isBlank(byte[] json) {
        for (byte b : json) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static Optional<JsonObject> usage(JsonBody chunk) {
        return chunk.member("usage")
                .map(chunk::value)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    @Override
    public void write(Said said, Consumer<ByteBuffer> out) {
        switch (said.kind()) {
            case TEXT, TOOL_CALL, ARGUMENTS -> out.accept(chunk(choice(shape.write(said), "null"), ""));
            case FINISH ->
                out.accept(chunk(choice(shape.nothing(), JsonCodec.quoted(said.text())), members(said.details())));
            case USAGE -> out.accept(chunk("", ",\"usage\":" + JsonCodec.text(said.details())));
            case DONE -> out.accept(ByteBuffer.wrap(ServerSentEvent.DONE.bytes()));
            case BLOCK_END, THOUGHT, ODD -> {} // has no place in a chunk
        }
    }

    private static String choice(String members, String finishReason) {
        return "{\"index\":0," + members + ",\"logprobs\":null,\"finish_reason\":" + finishReason + "}";
    }

    private static String members(JsonObject details) {
        String json = JsonCodec.text(details);
        return details.isEmpty() ? "" : "," + json.substring(1, json.length() - 1);
    }

    private ByteBuffer chunk(String choice, String more) {
        String open = head.isEmpty() ? "{" : head;
        return StandardCharsets.UTF_8.encode("data: " + open + "\"choices\":[" + choice + "]" + more + "}\n\n");
    }

    @Override
    public boolean canGoOn() {
        return true;
    }
}
