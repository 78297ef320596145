package dev.portkey.translate.spoken;

import static dev.portkey.json.JsonMembers.integer;
import static dev.portkey.json.JsonMembers.object;
import static dev.portkey.json.JsonMembers.text;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code {"delta":{…}}}. Anthropic's answers without strict compliance say everything twice, as {@code content} and word
 * for word in {@code content_blocks}: when the client was sent blocks, what follows comes in blocks as well.
 */
final class ChatShape implements ChunkShape {
    /** What compatible providers call a piece of thought. */
    private static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning");

    /** Content that is neither text nor a tool call: there is no comparing it. */
    private static final List<String> ODDITIES = List.of("refusal", "audio", "function_call");

    private static final int NONE = -1;

    private int lastBlock = NONE;
    private int textBlock = NONE;

    @Override
    public void read(JsonBody choice, List<Said> said) {
        JsonBody delta = delta(choice).orElse(null);
        if (delta == null) {
            return;
        }
        for (JsonBody.Member member : delta.members()) {
            read(delta, member, said);
        }
    }

    private static void read(JsonBody delta, JsonBody.Member member, List<Said> said) {
        String name = member.name();
        if (name.equals("role") || isNothing(delta, member)) {
            return;
        }
        if (name.equals("content")) {
            said.add(delta.string(name).map(Said::text).orElse(Said.ODD));
        } else if (THOUGHTS.contains(name)) {
            said.add(Said.thought(0, delta.string(name).orElse("")));
        } else if (name.equals("tool_calls")) {
            calls(delta.value(member), said);
        } else if (name.equals("content_blocks")) {
            thoughts(delta.value(member), said);
        } else if (ODDITIES.contains(name)) {
            said.add(Said.ODD);
        }
    }

    private static boolean isNothing(JsonBody delta, JsonBody.Member member) {
        byte first = delta.bytes()[member.valueStart()];
        return first == 'n' || first == '"' && member.end() - member.valueStart() == 2;
    }

    private static void calls(JsonValue value, List<Said> said) {
        if (!(value instanceof JsonArray calls)) {
            return;
        }
        for (JsonValue element : calls) {
            JsonObject call = element instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
            int index = integer(call, "index").orElse(0L).intValue();
            JsonObject function = object(call, "function").orElse(JsonValue.EMPTY_JSON_OBJECT);
            text(function, "name")
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> said.add(Said.toolCall(index, name, call)));
            text(function, "arguments")
                    .filter(piece -> !piece.isEmpty())
                    .ifPresent(piece -> said.add(Said.arguments(index, piece)));
        }
    }

    /** Only thoughts: a block's text is in {@code content} as well. */
    private static void thoughts(JsonValue value, List<Said> said) {
        blocks(value)
                .flatMap(block -> object(block, "delta").stream())
                .flatMap(delta -> text(delta, "thinking").stream())
                .forEach(thought -> said.add(Said.thought(0, thought)));
    }

    private static java.util.stream.Stream<JsonObject> blocks(JsonValue value) {
        return value instanceof JsonArray blocks
                ? blocks.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : java.util.stream.Stream.empty();
    }

    @Override
    public void sent(JsonBody choice) {
        JsonBody delta = delta(choice).orElse(null);
        JsonBody.Member member =
                delta == null ? null : delta.member("content_blocks").orElse(null);
        if (delta != null && member != null) {
            blocks(delta.value(member)).forEach(this::sentBlock);
        }
    }

    private void sentBlock(JsonObject block) {
        lastBlock = integer(block, "index").orElse(0L).intValue();
        boolean words =
                object(block, "delta").flatMap(delta -> text(delta, "text")).isPresent();
        textBlock = words ? lastBlock : NONE;
    }

    @Override
    public String write(Said said) {
        return switch (said.kind()) {
            case TEXT -> "\"delta\":{\"content\":" + JsonCodec.quoted(said.text()) + inBlock(said.text()) + "}";
            case TOOL_CALL -> call(JsonCodec.text(announced(said)));
            default ->
                call("{\"index\":" + said.index() + ",\"function\":{\"arguments\":" + JsonCodec.quoted(said.text())
                        + "}}");
        };
    }

    private String inBlock(String words) {
        if (lastBlock == NONE) {
            return "";
        }
        if (textBlock == NONE) {
            lastBlock++;
            textBlock = lastBlock;
        }
        return ",\"content_blocks\":[{\"index\":" + textBlock + ",\"delta\":{\"text\":" + JsonCodec.quoted(words)
                + "}}]";
    }

    /** The call without its arguments, which follow in pieces of their own. */
    private static JsonObject announced(Said said) {
        JsonObject function = object(said.details(), "function").orElse(JsonValue.EMPTY_JSON_OBJECT);
        return JsonCodec.object(said.details())
                .add("function", JsonCodec.object(function).add("arguments", ""))
                .build();
    }

    private static String call(String json) {
        return "\"delta\":{\"tool_calls\":[" + json + "]}";
    }

    @Override
    public String nothing() {
        return "\"delta\":{}";
    }

    private static Optional<JsonBody> delta(JsonBody choice) {
        return choice.member("delta")
                .filter(member -> choice.bytes()[member.valueStart()] == '{')
                .map(member -> JsonBody.parse(Arrays.copyOfRange(choice.bytes(), member.valueStart(), member.end())));
    }
}
